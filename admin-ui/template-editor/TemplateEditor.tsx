import { Alert, Button, Space } from 'antd';
import type { KindEditorProps } from '../editor/kind-editor.ts';
import { say } from '../words.ts';
import { PaperSource } from './PaperSource.tsx';
import { PaperView } from './PaperView.tsx';
import { TextSide } from './TextSide.tsx';
import { useKeptText } from './use-kept-text.ts';
import { useTemplate } from './use-template.ts';
import './template-editor.css';

/** The text of a template, partial or style beside the pages it prints, on a record or a sample. */
export const TemplateEditor = (props: KindEditorProps<string>) => {
  const edited = useTemplate(props);
  const { documents, using, record, choose, chooseRecord, paper, faulty } = edited;
  const { kept, forget } = useKeptText(props.draft, props.entry.file, props.value, edited.findings.length === 0);
  return (
    <div className="template-editor">
      {kept !== undefined && !props.readOnly && (
        <Alert
          type="info"
          showIcon
          className="kept-text"
          title={say('template-editor.kept')}
          action={
            <Space>
              <Button size="small" type="primary" onClick={() => props.change(kept)}>
                {say('template-editor.takeKept')}
              </Button>
              <Button size="small" onClick={forget}>
                {say('template-editor.dropKept')}
              </Button>
            </Space>
          }
        />
      )}
      <TextSide editor={props} edited={edited} />
      <div className="paper-side">
        {using === undefined ? (
          <p className="muted">{say('template-editor.unused')}</p>
        ) : (
          <>
            <PaperSource {...{ documents, document: using.document.key, choose, record, chooseRecord }} />
            <PaperView paper={paper} broken={faulty} />
          </>
        )}
      </div>
    </div>
  );
};
