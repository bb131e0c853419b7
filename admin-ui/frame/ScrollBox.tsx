import type { ReactNode } from 'react';
import { say } from '../words.ts';

/** A wide table on a narrow screen scrolls in its own box, by keyboard too. */
export const ScrollBox = ({ children }: { readonly children: ReactNode }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling with the keyboard needs it
  <section className="scroll-x" tabIndex={0} aria-label={say('frame.scroll')}>
    {children}
  </section>
);
