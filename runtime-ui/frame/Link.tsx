import type { MouseEvent, ReactNode } from 'react';
import { go } from '../router.ts';

interface LinkProps {
  readonly to: string;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A link within this interface: followed without loading the page anew, opened in a new tab as any link. */
export const Link = ({ to, children, className }: LinkProps) => {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a href={to} onClick={follow} className={className}>
      {children}
    </a>
  );
};
