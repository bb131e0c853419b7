import type { ReactNode } from 'react';

interface LineProps {
  readonly id: string;
  readonly label: string;
  readonly children: ReactNode;
}

/** A box with its words before it. */
export const Line = ({ id, label, children }: LineProps) => (
  <div className="editor-line">
    <label htmlFor={id}>{label}</label>
    <div>{children}</div>
  </div>
);
