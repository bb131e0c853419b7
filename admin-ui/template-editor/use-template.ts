import { useMemo, useState } from 'react';
import { stylePath } from '#engine/definition/kinds.ts';
import type { KindEditorProps } from '../editor/kind-editor.ts';
import { useSettled } from '../editor/use-settled.ts';
import { documentsOf } from './documents-of.ts';
import { textFindings } from './text-findings.ts';
import { useStyleText } from './use-style-text.ts';

const rest = 250;

/** A template, partial or style with its faults, the style sheet beside it, and the paper they print. */
export const useTemplate = (props: KindEditorProps<string>) => {
  const { pack, entry, value } = props;
  const { catalog } = pack;
  const { file } = entry;
  const documents = useMemo(() => documentsOf(catalog, file), [catalog, file]);
  const [chosen, setChosen] = useState('');
  const [record, setRecord] = useState('');
  const using = documents.find(({ document }) => document.key === chosen) ?? documents[0];
  const isStyle = file.endsWith('.css');
  const styleFile = stylePath(using?.document.style ?? 'base');
  const style = useStyleText({ ...props, file: styleFile });
  const settled = useSettled(value, rest);
  const findings = useMemo(() => textFindings(catalog, file, settled, documents), [catalog, file, settled, documents]);
  const styleFindings = useMemo(
    () => textFindings(catalog, styleFile, style.text, []),
    [catalog, styleFile, style.text],
  );
  const faulty = findings.length > 0 || (!isStyle && styleFindings.length > 0);
  const question = using && {
    document: using.document.key,
    ...(record !== '' && { record }),
    ...(using.regime !== undefined && { regime: using.regime }),
    texts: { ...(isStyle ? {} : { [styleFile]: style.text }), [file]: settled },
  };
  const choose = (key: string) => {
    setChosen(key);
    setRecord('');
  };
  return {
    documents,
    using,
    isStyle,
    record,
    choose,
    chooseRecord: setRecord,
    findings,
    style: { ...style, file: styleFile, findings: styleFindings },
    faulty,
    /** The newest text is not looked through yet, or has faults. */
    unready: faulty || settled !== value,
    question,
  };
};

export type EditedTemplate = ReturnType<typeof useTemplate>;
