import { Segmented } from 'antd';
import { useRef, useState } from 'react';
import type { Finding } from '#engine/definition/catalog.ts';
import type { KindEditorProps } from '../editor/kind-editor.ts';
import { say } from '../words.ts';
import { CodeArea } from './CodeArea.tsx';
import { FaultList } from './FaultList.tsx';
import { Inserting } from './Inserting.tsx';
import { insertionFor } from './insertion.ts';
import { lineOf } from './text-findings.ts';
import { useCaret } from './use-caret.ts';
import type { EditedTemplate } from './use-template.ts';

interface TextSideProps {
  readonly editor: KindEditorProps<string>;
  readonly edited: EditedTemplate;
}

/** The text people write, or the style sheet its papers are printed with, and what is wrong in it. */
export const TextSide = ({ editor, edited }: TextSideProps) => {
  const { entry, readOnly, value, change } = editor;
  const { isStyle, style } = edited;
  const [side, setSide] = useState<'text' | 'style'>('text');
  const area = useRef<HTMLTextAreaElement>(null);
  const caret = useCaret(area);
  const onStyle = side === 'style' && !isStyle;
  const own = { file: entry.file, text: value, change, findings: edited.findings };
  const shown = onStyle ? style : own;
  return (
    <div className="template-side">
      <div className="template-tools">
        {!isStyle && (
          <Segmented
            value={side}
            onChange={setSide}
            options={[
              { value: 'text', label: say('template-editor.text') },
              { value: 'style', label: say('template-editor.style') },
            ]}
          />
        )}
        {!isStyle && !onStyle && !readOnly && (
          <Inserting
            pack={editor.pack}
            file={entry.file}
            document={edited.using}
            insertText={caret.insert}
            insertField={(field, way) => {
              const place = { text: value, at: caret.at(), inPartial: entry.kind === 'partial' };
              caret.insert(insertionFor(field, way, place));
            }}
          />
        )}
      </div>
      <CodeArea
        key={shown.file}
        area={area}
        label={say('definition.textOf', { name: shown.file })}
        text={shown.text}
        isStyle={isStyle || onStyle}
        faulty={linesOf(shown.findings)}
        readOnly={readOnly}
        change={shown.change}
      />
      <FaultList findings={shown.findings} show={caret.showLine} />
    </div>
  );
};

const linesOf = (findings: readonly Finding[]): ReadonlySet<number> =>
  new Set(findings.flatMap((finding) => lineOf(finding) ?? []));
