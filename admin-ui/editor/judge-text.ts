import { parseDefinition } from '#engine/definition/canonical.ts';
import type { Finding } from '#engine/definition/catalog.ts';
import { checkCatalog } from '#engine/definition/check/check-catalog.ts';
import { canonicalJson } from '#engine/json.ts';
import { type Pack, withChanges } from '../catalog/pack.ts';

export interface JudgedText {
  /** The set with the text in it, or as it was where the text is no definition. */
  readonly pack: Pack;
  readonly findings: readonly Finding[];
}

const same = (finding: Finding): string =>
  canonicalJson({ file: finding.file, path: finding.path, code: finding.code, params: finding.params ?? {} });

const knownFaults = new WeakMap<Pack, ReadonlySet<string>>();

/** What a set has to be blamed for already; asked once for a set. */
const knownOf = (pack: Pack): ReadonlySet<string> => {
  const found = knownFaults.get(pack) ?? new Set(checkCatalog(pack.catalog).map(same));
  knownFaults.set(pack, found);
  return found;
};

/**
 * The set with a new text of one file, and the findings it brings: faults of the file itself by its schema, else
 * everything the whole set has that it did not have with the old text. Templates are checked by the server, which can run
 * them.
 */
export const judgeText = (pack: Pack, file: string, text: string): JudgedText => {
  if (!file.endsWith('.json')) return { pack: withChanges(pack, [{ file, after: text }]), findings: [] };
  const parsed = parseDefinition(file, text);
  if (!parsed.ok) return { pack, findings: parsed.issues.map((issue) => ({ ...issue, file })) };
  const known = knownOf(pack);
  const changed = withChanges(pack, [{ file, after: text }]);
  const findings = checkCatalog(changed.catalog).filter(
    (finding) => finding.file === file || !known.has(same(finding)),
  );
  return { pack: changed, findings };
};
