import { Link } from '../frame/Link.tsx';
import type { Labels } from './lookup.ts';

interface RecordNameProps {
  readonly module: string;
  readonly id: string;
  readonly labels: Labels;
}

/** A record by its name, and the way to its page where this person may go there. */
export const RecordName = ({ module, id, labels }: RecordNameProps) => {
  const name = labels.record(module, id);
  return labels.readable(module, id) ? <Link to={`/m/${module}/${id}`}>{name}</Link> : <span>{name}</span>;
};
