import { Tabs } from 'antd';
import { Suspense } from 'react';
import type { DefinitionEntry } from '../catalog/entries.ts';
import { Usages } from '../definition/Usages.tsx';
import { say } from '../words.ts';
import { editors } from './editors.ts';
import type { JudgedText } from './judge-text.ts';
import type { KindEditorProps } from './kind-editor.ts';
import { TextPane } from './TextPane.tsx';
import type { DefinitionText } from './use-definition-text.ts';

interface EditorTabsProps {
  readonly draft: string;
  readonly entry: DefinitionEntry;
  readonly edited: DefinitionText;
  readonly judged: JudgedText;
  readonly changeWith: KindEditorProps['changeWith'];
  readonly hold: KindEditorProps['hold'];
  readonly readOnly: boolean;
}

/** The editor of the kind where there is one and the text can be understood, the text itself, and who uses it. */
export const EditorTabs = (props: EditorTabsProps) => {
  const { entry, edited, judged, readOnly } = props;
  const own = editors[entry.kind] !== undefined && edited.value !== undefined;
  const edit = { key: 'edit', label: say('editor.tab.edit'), children: <OwnEditor {...props} /> };
  return (
    <Tabs
      destroyOnHidden
      items={[
        ...(own ? [edit] : []),
        {
          key: 'text',
          label: say('editor.tab.text'),
          children: (
            <TextPane
              file={entry.file}
              text={edited.text}
              setText={edited.setText}
              findings={judged.findings}
              readOnly={readOnly}
            />
          ),
        },
        { key: 'usages', label: say('editor.tab.usages'), children: <Usages pack={judged.pack} entry={entry} /> },
      ]}
    />
  );
};

const OwnEditor = ({ draft, entry, edited, judged, changeWith, hold, readOnly }: EditorTabsProps) => {
  const Editor = editors[entry.kind];
  if (Editor === undefined) return null;
  return (
    <Suspense fallback={<p className="muted">{say('editor.loading')}</p>}>
      <Editor
        pack={judged.pack}
        draft={draft}
        entry={entry}
        value={edited.value}
        change={edited.change}
        changeWith={changeWith}
        hold={hold}
        readOnly={readOnly}
        findings={judged.findings}
      />
    </Suspense>
  );
};
