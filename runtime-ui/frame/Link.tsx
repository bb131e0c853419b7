import type { MouseEvent, ReactNode } from 'react';
import { go } from '../router.ts';

interface LinkProps {
  readonly to: string;
  readonly children: ReactNode;
  readonly className?: string;
}

const isAdministrators = (path: string): boolean => /^\/admin(\/|$)/.test(path);

/**
 * A link within this interface is followed without loading the page anew, and opened in a new tab as any link; one into
 * the other interface opens beside this page.
 */
export const Link = ({ to, children, className }: LinkProps) => {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(to);
  };
  if (isAdministrators(to) !== isAdministrators(location.pathname))
    return (
      <a href={to} target="_blank" rel="noreferrer" className={className}>
        {children}
      </a>
    );
  return (
    <a href={to} onClick={follow} className={className}>
      {children}
    </a>
  );
};
