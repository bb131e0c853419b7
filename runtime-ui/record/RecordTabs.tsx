import { Tabs, type TabsProps } from 'antd';
import type { RefObject } from 'react';
import { DocumentsTab } from '../document/DocumentsTab.tsx';
import { FilesTab } from '../file/FilesTab.tsx';
import { go, useLocation } from '../router.ts';
import { say, titled } from '../words.ts';
import { ApprovalsTab } from './ApprovalsTab.tsx';
import { ChildrenTab } from './ChildrenTab.tsx';
import { ClocksTab } from './ClocksTab.tsx';
import { DecisionsTab } from './DecisionsTab.tsx';
import { EditForms, type EditorHandle } from './EditForms.tsx';
import { EntriesTab } from './EntriesTab.tsx';
import { TimelineTab } from './TimelineTab.tsx';
import type { OpenRecord } from './use-record.ts';

interface RecordTabsProps {
  readonly opened: OpenRecord;
  readonly editor: RefObject<EditorHandle | null>;
  readonly changed: () => Promise<void>;
}

const tabs = ({ opened, editor, changed }: RecordTabsProps): NonNullable<TabsProps['items']> => {
  const { described, record } = opened;
  const has = (operation: string) => described.operations.includes(operation);
  return [
    {
      key: 'forms',
      label: say('tab.forms'),
      // Kept mounted: what is being typed must survive a look at another tab.
      forceRender: true,
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
    { key: 'clocks', label: say('tab.clocks'), children: <ClocksTab record={record} /> },
    { key: 'approvals', label: say('tab.approvals'), children: <ApprovalsTab record={record} /> },
    { key: 'decisions', label: say('tab.decisions'), children: <DecisionsTab opened={opened} /> },
    { key: 'timeline', label: say('tab.timeline'), children: <TimelineTab opened={opened} /> },
  ];
};

/** What belongs to a record, a tab each; the open tab stands in the address. */
export const RecordTabs = (props: RecordTabsProps) => {
  const { path, query } = useLocation();
  return (
    <Tabs
      className="record-tabs"
      destroyOnHidden={false}
      activeKey={query.get('tab') ?? 'forms'}
      onChange={(key) => go(key === 'forms' ? path : `${path}?tab=${key}`, { keepPlace: true })}
      items={tabs(props)}
    />
  );
};
