import { type RefObject, useRef } from 'react';

/** Where people write in a text box, kept while they choose elsewhere what to put there. */
export const useCaret = (area: RefObject<HTMLTextAreaElement | null>) => {
  const last = useRef(0);
  const at = (): number => area.current?.selectionStart ?? last.current;
  return {
    at,
    /** Puts text in the place of what is selected, as if it had been typed. */
    insert: (text: string): void => {
      const box = area.current;
      if (box === null) return;
      box.focus();
      const [start, end] = [box.selectionStart, box.selectionEnd];
      box.setRangeText(text, start, end, 'end');
      last.current = box.selectionStart;
      box.dispatchEvent(new Event('input', { bubbles: true }));
    },
    /** Selects a line and brings it into view. */
    showLine: (line: number): void => {
      const box = area.current;
      if (box === null) return;
      const lines = box.value.split('\n');
      const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
      box.focus();
      box.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
      box.parentElement?.querySelectorAll('.code-line')[line - 1]?.scrollIntoView({ block: 'center' });
    },
  };
};
