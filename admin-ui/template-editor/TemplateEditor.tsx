import { Alert, Button, Space } from 'antd';
import type { KindEditorProps } from '../editor/kind-editor.ts';
import { say } from '../words.ts';
import { PaperSide } from './PaperSide.tsx';
import { TextSide } from './TextSide.tsx';
import { useKeptText } from './use-kept-text.ts';
import { useTemplate } from './use-template.ts';
import './template-editor.css';

/** The text of a template, partial or style beside the pages it prints, on a record or a sample. */
export const TemplateEditor = (props: KindEditorProps<string>) => {
  const edited = useTemplate(props);
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
        <PaperSide draft={props.draft} edited={edited} />
      </div>
    </div>
  );
};
