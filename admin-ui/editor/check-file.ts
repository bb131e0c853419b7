import { parseDefinition } from '#engine/definition/canonical.ts';
import type { Finding } from '#engine/definition/catalog.ts';
import { checkCatalog } from '#engine/definition/check/check-catalog.ts';
import { canonicalJson } from '#engine/json.ts';
import { type Pack, withChanges } from '../catalog/pack.ts';

const same = (finding: Finding): string =>
  canonicalJson({ file: finding.file, path: finding.path, code: finding.code, params: finding.params ?? {} });

/**
 * The findings a new text of one file brings: faults of the file itself by its schema, else everything the whole set has
 * that it did not have with the old text. Templates are checked by the server, which can run them.
 */
export const checkFile = (pack: Pack, file: string, text: string): Finding[] => {
  if (!file.endsWith('.json')) return [];
  const parsed = parseDefinition(file, text);
  if (!parsed.ok) return parsed.issues.map((issue) => ({ ...issue, file }));
  const known = new Set(checkCatalog(pack.catalog).map(same));
  const changed = withChanges(pack, [{ file, after: text }]);
  return checkCatalog(changed.catalog).filter((finding) => finding.file === file || !known.has(same(finding)));
};
