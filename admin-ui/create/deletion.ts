import type { Finding } from '#engine/definition/catalog.ts';
import { checkCatalog } from '#engine/definition/check/check-catalog.ts';
import { canonicalJson } from '#engine/json.ts';
import type { DefinitionEntry } from '../catalog/entries.ts';
import { entriesOf } from '../catalog/entries.ts';
import { type Pack, withChanges } from '../catalog/pack.ts';
import { usagesOf } from '../definition/usages.ts';

/** What deleting a definition would break. */
export interface Deletion {
  /** Who could not do without it; empty when it may go. */
  readonly users: readonly DefinitionEntry[];
  /** What exactly would be wrong there. */
  readonly findings: readonly Finding[];
  /** Files that merely contain its name: to be looked at. */
  readonly mentions: readonly DefinitionEntry[];
}

const same = ({ file, path, code, params }: Finding): string =>
  canonicalJson({ file, path, code, params: params ?? {} });

/** The faults all definitions would have without this one that they do not have with it. A text is used where it is named. */
export const deletionOf = (pack: Pack, entry: DefinitionEntry): Deletion => {
  const named = usagesOf(pack, entry);
  if (!entry.file.endsWith('.json')) return { users: named, findings: [], mentions: [] };
  const known = new Set(checkCatalog(pack.catalog).map(same));
  const without = withChanges(pack, [{ file: entry.file, after: null }]);
  const findings = checkCatalog(without.catalog).filter((finding) => !known.has(same(finding)));
  const files = new Set(findings.map(({ file }) => file));
  const users = entriesOf(pack).filter(({ file }) => files.has(file));
  return { users, findings, mentions: named.filter(({ file }) => !files.has(file)) };
};
