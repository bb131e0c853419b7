import { say } from '../words.ts';

/** The text of a file as it lies in the pack. */
export const FileText = ({ text, name }: { readonly text: string; readonly name: string }) => (
  // A long text scrolls inside its box, so the box takes the keyboard.
  // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling with the keyboard needs it
  <section className="file-text" tabIndex={0} aria-label={say('definition.textOf', { name })}>
    <pre>{text}</pre>
  </section>
);
