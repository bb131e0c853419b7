import type { ReactNode } from 'react';
import { say } from '../words.ts';

interface ScrollBoxProps {
  readonly children: ReactNode;
  readonly label?: string;
  readonly className?: string;
}

/** What is larger than its place, such as a wide table on a narrow screen, scrolls in its own box, by keyboard too. */
export const ScrollBox = ({ children, label = say('frame.scroll'), className = 'scroll-x' }: ScrollBoxProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling with the keyboard needs it
  <section className={className} tabIndex={0} aria-label={label}>
    {children}
  </section>
);
