import { type KeyboardEvent, useState } from 'react';
import { newHistory, redone, type TextHistory, typed, undone } from './text-history.ts';

const isUndo = (event: KeyboardEvent) => event.key.toLowerCase() === 'z' && !event.shiftKey;
const isRedo = (event: KeyboardEvent) => event.key.toLowerCase() === 'y' || event.key.toLowerCase() === 'z';

/** A text that can be taken back and brought again, by buttons and by the keys people know. */
export const useTextHistory = (original: string) => {
  const [history, setHistory] = useState<TextHistory>(() => newHistory(original));
  const undo = () => setHistory(undone);
  const redo = () => setHistory(redone);
  const keys = (event: KeyboardEvent) => {
    if ((!event.ctrlKey && !event.metaKey) || event.altKey) return;
    const step = isUndo(event) ? undo : isRedo(event) ? redo : undefined;
    if (step === undefined) return;
    event.preventDefault();
    step();
  };
  return {
    text: history.text,
    setText: (text: string, at: number) => setHistory((before) => typed(before, text, at)),
    undo: history.past.length > 0 ? undo : undefined,
    redo: history.future.length > 0 ? redo : undefined,
    keys,
  };
};
