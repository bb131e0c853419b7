import { type ReactNode, type RefObject, useRef } from 'react';
import { DocumentsTab } from '../document/DocumentsTab.tsx';
import { FilesTab } from '../file/FilesTab.tsx';
import { DossierTab } from '../print/DossierTab.tsx';
import { go, useLocation } from '../router.ts';
import { say, titled } from '../words.ts';
import { ApprovalsTab } from './ApprovalsTab.tsx';
import { ChildrenTab } from './ChildrenTab.tsx';
import { ClocksTab } from './ClocksTab.tsx';
import { CorrectionsTab } from './CorrectionsTab.tsx';
import { DecisionsTab } from './DecisionsTab.tsx';
import { EditForms, type EditorHandle } from './EditForms.tsx';
import { EntriesTab } from './EntriesTab.tsx';
import { ReceiptsTab } from './ReceiptsTab.tsx';
import { StandingsTab } from './StandingsTab.tsx';
import { TabBar } from './TabBar.tsx';
import { TimelineTab } from './TimelineTab.tsx';
import type { OpenRecord } from './use-record.ts';

interface RecordTabsProps {
  readonly opened: OpenRecord;
  readonly editor: RefObject<EditorHandle | null>;
  readonly changed: () => Promise<void>;
}

interface RecordTab {
  readonly key: string;
  readonly label: string;
  readonly children: ReactNode;
}

const first = 'forms';

const tabs = ({ opened, editor, changed }: RecordTabsProps): readonly RecordTab[] => {
  const { described, record } = opened;
  const has = (operation: string) => described.operations.includes(operation);
  return [
    {
      key: first,
      label: say('tab.forms'),
      children: (
        <>
          <EditForms key={record._id} opened={opened} handle={editor} changed={changed} />
          <EntriesTab opened={opened} />
        </>
      ),
    },
    ...described.children.map((child) => ({
      key: `child-${child.key}`,
      label: titled(child.title) || child.key,
      children: <ChildrenTab module={child.key} record={record} />,
    })),
    ...(described.exchanges.length > 0
      ? [
          {
            key: 'receipts',
            label: say(described.exchanges.some(({ asks }) => asks) ? 'tab.receipts' : 'tab.lowerReceipts'),
            children: <ReceiptsTab opened={opened} changed={changed} />,
          },
        ]
      : []),
    ...described.standings.slice(0, 1).map(({ title }) => ({
      key: 'standings',
      label: titled(title),
      children: <StandingsTab opened={opened} />,
    })),
    { key: 'files', label: say('tab.files'), children: <FilesTab record={record} mayAdd={has('files')} /> },
    ...(described.documents.length > 0
      ? [
          {
            key: 'documents',
            label: say('tab.documents'),
            children: <DocumentsTab opened={opened} changed={changed} />,
          },
        ]
      : []),
    ...(described.dossiers.length > 0
      ? [{ key: 'dossiers', label: say('tab.dossiers'), children: <DossierTab opened={opened} /> }]
      : []),
    { key: 'clocks', label: say('tab.clocks'), children: <ClocksTab record={record} /> },
    { key: 'approvals', label: say('tab.approvals'), children: <ApprovalsTab record={record} /> },
    ...(Object.values(described.actions).some(({ corrects }) => corrects)
      ? [
          {
            key: 'corrections',
            label: say('tab.corrections'),
            children: <CorrectionsTab opened={opened} changed={changed} />,
          },
        ]
      : []),
    { key: 'decisions', label: say('tab.decisions'), children: <DecisionsTab opened={opened} /> },
    { key: 'timeline', label: say('tab.timeline'), children: <TimelineTab opened={opened} /> },
  ];
};

/** What belongs to a record, a tab each; the open tab stands in the address. */
export const RecordTabs = (props: RecordTabsProps) => {
  const { path, query } = useLocation();
  const all = tabs(props);
  const asked = query.get('tab') ?? first;
  const active = all.some(({ key }) => key === asked) ? asked : first;
  // What was opened once stays, hidden: what is being typed must survive a look at another tab.
  const opened = useRef(new Set([first]));
  opened.current.add(active);
  const choose = (key: string) => go(key === first ? path : `${path}?tab=${key}`, { keepPlace: true });
  return (
    <div className="record-tabs">
      <TabBar tabs={all} active={active} choose={choose} />
      {all
        .filter(({ key }) => opened.current.has(key))
        .map(({ key, children }) => (
          <div key={key} role="tabpanel" id={`panel-${key}`} aria-labelledby={`tab-${key}`} hidden={key !== active}>
            {children}
          </div>
        ))}
    </div>
  );
};
