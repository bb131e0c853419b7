import { useMemo, useRef } from 'react';
import { formatDefinition } from '#engine/definition/canonical.ts';
import { useTextHistory } from './use-text-history.ts';

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

const parsed = (text: string): unknown => {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

export type DefinitionText = ReturnType<typeof useDefinitionText>;

/**
 * The text of a definition's file and the value it stands for, changed by either. The value is undefined while the text is
 * no object; of a file that is no JSON it is the text. A value given by an editor stays the same object, so that what has not
 * changed in it is not drawn again.
 */
export const useDefinitionText = (file: string, original: string) => {
  const { text, setText, undo, redo, keys } = useTextHistory(original);
  const given = useRef<{ readonly text: string; readonly value: unknown }>(undefined);
  const isJson = file.endsWith('.json');
  const value = useMemo(() => {
    if (!isJson) return text;
    return given.current?.text === text ? given.current.value : parsed(text);
  }, [isJson, text]);
  const change = (next: unknown): void => {
    const written = isJson ? formatDefinition(next) : String(next);
    given.current = { text: written, value: next };
    setText(written, performance.now());
  };
  return { text, value, setText, change, undo, redo, keys };
};
