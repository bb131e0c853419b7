import { useEffect, useState } from 'react';

interface KeptText {
  /** What was left unmended the last time, while it is not what stands here. */
  readonly kept: string | undefined;
  readonly forget: () => void;
}

/** A text that cannot be stored is kept in this browser until it is mended, so that leaving the page loses nothing. */
export const useKeptText = (draft: string, file: string, text: string, storable: boolean): KeptText => {
  const name = `template ${draft} ${file}`;
  const [kept, setKept] = useState(() => sessionStorage.getItem(name) ?? undefined);
  const [first] = useState(text);
  useEffect(() => {
    if (text === first) return;
    setKept(undefined);
    if (storable) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, text);
  }, [name, text, first, storable]);
  return {
    kept: kept === text ? undefined : kept,
    forget: () => {
      sessionStorage.removeItem(name);
      setKept(undefined);
    },
  };
};
