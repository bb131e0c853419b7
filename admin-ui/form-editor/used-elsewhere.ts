import { formatDefinition } from '#engine/definition/canonical.ts';
import type { Finding } from '#engine/definition/catalog.ts';
import { checkCatalog } from '#engine/definition/check/check-catalog.ts';
import { pathOf } from '#engine/definition/kinds.ts';
import { canonicalJson } from '#engine/json.ts';
import type { FormDefinition } from '#engine/schema/types.gen.ts';
import { titled } from '../../runtime-ui/words.ts';
import { entriesOf } from '../catalog/entries.ts';
import { type Pack, withChanges } from '../catalog/pack.ts';

const same = ({ file, path, code, params }: Finding): string =>
  canonicalJson({ file, path, code, params: params ?? {} });

/**
 * What would no longer work with the next form: the titles of definitions (the form's own questions among them) that the
 * checks blame for something they do not blame them for now. Whoever names a field is found so, templates too.
 */
export const usedElsewhere = (pack: Pack, before: FormDefinition, next: FormDefinition): string[] => {
  const file = pathOf('form', before.key, before.module);
  const findings = (form: FormDefinition) =>
    checkCatalog(withChanges(pack, [{ file, after: formatDefinition(form) }]).catalog);
  const known = new Set(findings(before).map(same));
  const broken = new Set(
    findings(next)
      .filter((finding) => !known.has(same(finding)) && !isShifted(finding, file))
      .map((finding) => finding.file),
  );
  const titles = new Map(entriesOf(pack).map((entry) => [entry.file, titled(entry.title)]));
  return [...broken].map((one) => titles.get(one) ?? one);
};

/** In the form itself only questions about the field that went away are new; faults elsewhere in it merely moved up. */
const isShifted = ({ file, code }: Finding, form: string): boolean =>
  file === form && code !== 'unknownTarget' && code !== 'unknownField';
