/** What was typed, step by step: `past` newest last, `future` next first. */
export interface TextHistory {
  readonly past: readonly string[];
  readonly text: string;
  readonly future: readonly string[];
  /** When the last step was made, in milliseconds; steps that follow at once join it. */
  readonly at: number;
}

const most = 300;
const pause = 800;

export const newHistory = (text: string): TextHistory => ({ past: [], text, future: [], at: Number.NEGATIVE_INFINITY });

/** The next text. Typing without a pause is one step, so that undoing takes away words and not letters. */
export const typed = (history: TextHistory, text: string, at: number): TextHistory => {
  if (text === history.text) return history;
  const joins = at - history.at < pause && history.past.length > 0 && history.future.length === 0;
  const past = joins ? history.past : [...history.past, history.text].slice(-most);
  return { past, text, future: [], at };
};

export const undone = (history: TextHistory): TextHistory => {
  const text = history.past.at(-1);
  if (text === undefined) return history;
  const { past, future } = history;
  return { past: past.slice(0, -1), text, future: [history.text, ...future], at: Number.NEGATIVE_INFINITY };
};

export const redone = (history: TextHistory): TextHistory => {
  const [text, ...future] = history.future;
  if (text === undefined) return history;
  return { past: [...history.past, history.text], text, future, at: Number.NEGATIVE_INFINITY };
};
