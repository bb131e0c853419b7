import type { AuditLine } from '../types.ts';

/** The address of a page of events: those before a number, of a type. */
export const auditPath = ({ before, type }: { before: number | undefined; type: string }): string => {
  const query = new URLSearchParams();
  if (before !== undefined) query.set('before', String(before));
  if (type !== '') query.set('type', type);
  const text = query.toString();
  return text === '' ? '/audit' : `/audit?${text}`;
};

export const personName = ({ actor }: Pick<AuditLine, 'actor'>): string =>
  typeof actor === 'string' ? actor : actor.name;
