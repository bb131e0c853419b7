import { useEffect, useRef, useState } from 'react';
import type { ApiProblem } from '../../runtime-ui/api.ts';
import { asProblem } from '../../runtime-ui/use-loaded.ts';

/** Whether the last change lies in the draft; `broken` cannot be sent as it is. */
export type SaveState = 'saved' | 'waiting' | 'saving' | 'failed' | 'broken';

export interface Autosave {
  readonly state: SaveState;
  readonly problem: ApiProblem | undefined;
  /** Sends what is not saved yet; the answer says whether everything is saved now. */
  readonly saveNow: () => Promise<boolean>;
}

interface AutosaveOptions {
  readonly text: string;
  /** The text as the draft has it when the editor opens. */
  readonly original: string;
  /** Something on the screen is not in the text yet. */
  readonly held: boolean;
  /** False while the text could not be stored. */
  readonly sendable: boolean;
  readonly send: (text: string) => Promise<void>;
}

const rest = 1500;

/** Stores a text after it has rested a moment, one request at a time, and says how that stands. */
export const useAutosave = ({ text, original, held, sendable, send }: AutosaveOptions): Autosave => {
  const [stored, setStored] = useState(original);
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const running = useRef<Promise<boolean>>(undefined);
  const unsaved = held || text !== stored;

  const store = async (): Promise<boolean> => {
    setSaving(true);
    setProblem(undefined);
    try {
      await send(text);
      setStored(text);
      return true;
    } catch (error) {
      setProblem(asProblem(error));
      return false;
    } finally {
      setSaving(false);
      running.current = undefined;
    }
  };
  const saveNow = async (): Promise<boolean> => {
    await running.current;
    if (!unsaved) return true;
    if (!sendable) return false;
    running.current = store();
    return await running.current;
  };

  // What waits is sent when the typing rests; a failure waits for the next change or the button.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the clock starts anew with each text
  useEffect(() => {
    if (!unsaved || !sendable || saving || problem !== undefined) return;
    const timer = setTimeout(() => void saveNow(), rest);
    return () => clearTimeout(timer);
  }, [text, unsaved, sendable, saving, problem]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new text is a new try
  useEffect(() => setProblem(undefined), [text]);

  return { state: stateOf({ unsaved, sendable, saving, failed: problem !== undefined }), problem, saveNow };
};

interface Standing {
  readonly unsaved: boolean;
  readonly sendable: boolean;
  readonly saving: boolean;
  readonly failed: boolean;
}

const stateOf = ({ unsaved, sendable, saving, failed }: Standing): SaveState => {
  if (saving) return 'saving';
  if (!unsaved) return 'saved';
  if (!sendable) return 'broken';
  return failed ? 'failed' : 'waiting';
};
