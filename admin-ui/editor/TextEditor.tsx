import { Alert, Button, Input, Space } from 'antd';
import { useDeferredValue, useMemo, useRef } from 'react';
import { formatDefinition } from '#engine/definition/canonical.ts';
import type { Finding } from '#engine/definition/catalog.ts';
import { translate } from '#engine/message/translate.ts';
import { ShowProblem } from '../../runtime-ui/frame/ShowProblem.tsx';
import { go } from '../../runtime-ui/router.ts';
import { language } from '../../runtime-ui/words.ts';
import type { DefinitionEntry } from '../catalog/entries.ts';
import type { Pack } from '../catalog/pack.ts';
import { draftAddress, draftApi } from '../draft/draft-api.ts';
import { useAction } from '../frame/use-action.ts';
import type { Draft } from '../types.ts';
import { say } from '../words.ts';
import { checkFile } from './check-file.ts';
import { offsetOf } from './text-place.ts';
import { useTextHistory } from './use-text-history.ts';
import { useUnsaved } from './use-unsaved.ts';

interface TextEditorProps {
  readonly draft: Draft;
  readonly pack: Pack;
  readonly entry: DefinitionEntry;
  readonly readOnly: boolean;
}

type TextArea = React.ComponentRef<typeof Input.TextArea>;

/** The file of any definition or template as text; a definition is checked here while it is typed. */
export const TextEditor = ({ draft, pack, entry, readOnly }: TextEditorProps) => {
  const original = pack.files.get(entry.file) ?? '';
  const { text, setText, undo, redo, keys } = useTextHistory(original);
  useUnsaved(text !== original);
  const { busy, problem, act } = useAction();
  const area = useRef<TextArea>(null);
  const judged = useDeferredValue(text);
  const findings = useMemo(() => checkFile(pack, entry.file, judged), [pack, entry.file, judged]);
  const isJson = entry.file.endsWith('.json');
  const broken = isJson && findings.some((finding) => finding.code === 'definition-not-json');
  const save = () =>
    act(async () => {
      if (isJson) await draftApi.saveDefinition(draft.id, entry.kind, entry.key, JSON.parse(text));
      else await draftApi.saveText(draft.id, entry.kind, entry.key, text);
      go(draftAddress(draft.id), { unasked: true });
    });
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
    <>
      {problem && <ShowProblem problem={problem} />}
      <div className="columns text-columns">
        <Input.TextArea
          ref={area}
          className="text-editor"
          aria-label={say('definition.textOf', { name: entry.file })}
          value={text}
          readOnly={readOnly}
          spellCheck={false}
          autoSize={{ minRows: 20, maxRows: 32 }}
          onChange={(event) => setText(event.target.value, event.timeStamp)}
          onKeyDown={keys}
        />
        <section aria-live="polite" className="side">
          <h2>{say('editor.findings')}</h2>
          <Faults findings={findings} isJson={isJson} file={entry.file} show={show} />
        </section>
      </div>
      <Space className="editor-tools" wrap>
        <Button
          type="primary"
          disabled={readOnly || broken || text === original}
          loading={busy}
          onClick={() => void save()}
        >
          {say('editor.save')}
        </Button>
        {isJson && (
          <Button
            disabled={readOnly || broken}
            onClick={(event) => setText(formatDefinition(JSON.parse(text)), event.timeStamp)}
          >
            {say('editor.format')}
          </Button>
        )}
        <Button disabled={readOnly || undo === undefined} onClick={undo}>
          {say('editor.undo')}
        </Button>
        <Button disabled={readOnly || redo === undefined} onClick={redo}>
          {say('editor.redo')}
        </Button>
        <Button onClick={() => go(draftAddress(draft.id))}>{say('editor.cancel')}</Button>
      </Space>
    </>
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
