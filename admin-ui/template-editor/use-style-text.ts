import { useEffect, useState } from 'react';
import { partsOf } from '#engine/definition/kinds.ts';
import { lintStyle } from '#engine/document/lint-style.ts';
import type { KindEditorProps } from '../editor/kind-editor.ts';

interface StyleTextProps extends Pick<KindEditorProps<string>, 'pack' | 'value' | 'changeWith' | 'readOnly'> {
  readonly file: string;
}

const rest = 1200;

/** The style sheet beside a template; a sound change is stored in the draft with it after a rest. */
export const useStyleText = ({ pack, value, changeWith, readOnly, file }: StyleTextProps) => {
  const stored = pack.catalog.texts.get(file) ?? '';
  const [typed, setTyped] = useState<{ readonly file: string; readonly text: string }>();
  const text = typed?.file === file ? typed.text : stored;
  const parts = partsOf(file);
  const sound = text !== stored && !readOnly && lintStyle(text).length === 0 && parts?.type === 'style';
  // biome-ignore lint/correctness/useExhaustiveDependencies: the clock starts anew with each text
  useEffect(() => {
    if (!sound) return undefined;
    const timer = setTimeout(() => void changeWith(value, [{ kind: 'style', key: parts.key, value: text }]), rest);
    return () => clearTimeout(timer);
  }, [sound, text]);
  return { text, change: (next: string) => setTyped({ file, text: next }) };
};
