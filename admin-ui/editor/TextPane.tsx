import { Alert, Button, Input } from 'antd';
import { useRef } from 'react';
import type { Finding } from '#engine/definition/catalog.ts';
import { translate } from '#engine/message/translate.ts';
import { language } from '../../runtime-ui/words.ts';
import { say } from '../words.ts';
import { offsetOf } from './text-place.ts';

interface TextPaneProps {
  readonly file: string;
  readonly text: string;
  /** The new text and when it was typed, in milliseconds of the page. */
  readonly setText: (text: string, at: number) => void;
  readonly findings: readonly Finding[];
  readonly readOnly: boolean;
}

type TextArea = React.ComponentRef<typeof Input.TextArea>;

/** The file of any definition or template as text, with what is wrong in it beside. */
export const TextPane = ({ file, text, setText, findings, readOnly }: TextPaneProps) => {
  const area = useRef<TextArea>(null);
  const show = (finding: Finding) => {
    const box = area.current?.resizableTextArea?.textArea;
    const offset = offsetOf(text, finding.path);
    if (box === undefined || offset === undefined) return;
    box.focus();
    box.setSelectionRange(offset, Math.max(offset, endOfLine(text, offset)));
    const line = text.slice(0, offset).split('\n').length;
    box.scrollTop = Math.max(0, (line - 4) * (box.scrollHeight / Math.max(1, text.split('\n').length)));
  };
  return (
    <div className="columns text-columns">
      <Input.TextArea
        ref={area}
        className="text-editor"
        aria-label={say('definition.textOf', { name: file })}
        value={text}
        readOnly={readOnly}
        spellCheck={false}
        autoSize={{ minRows: 20, maxRows: 32 }}
        onChange={(event) => setText(event.target.value, event.timeStamp)}
      />
      <section aria-live="polite" className="side">
        <h2>{say('editor.findings')}</h2>
        <Faults findings={findings} isJson={file.endsWith('.json')} file={file} show={show} />
      </section>
    </div>
  );
};

const endOfLine = (text: string, offset: number): number => {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
};

interface FaultsProps {
  readonly findings: readonly Finding[];
  readonly isJson: boolean;
  readonly file: string;
  readonly show: (finding: Finding) => void;
}

const Faults = ({ findings, isJson, file, show }: FaultsProps) => {
  if (!isJson) return <p className="muted">{say('editor.textHint')}</p>;
  if (findings.length === 0) return <Alert showIcon type="success" title={say('editor.fine')} />;
  return (
    <ul className="finding-list">
      {findings.map((finding) => (
        <li key={`${finding.file} ${finding.path} ${finding.code} ${JSON.stringify(finding.params)}`}>
          {finding.file === file ? (
            <Button type="link" size="small" className="place" onClick={() => show(finding)}>
              {finding.path || say('changes.whole')}
            </Button>
          ) : (
            <code className="place">
              {finding.file} {finding.path}
            </code>
          )}
          <span>{translate(finding, language())}</span>
        </li>
      ))}
    </ul>
  );
};
