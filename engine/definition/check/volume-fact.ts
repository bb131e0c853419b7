import type { RuleSetDefinition, VolumeFact } from '../../schema/types.gen.ts';
import type { Catalog, Finding } from '../catalog.ts';
import type { At } from '../walk.ts';
import { finding } from './check.ts';
import { meant } from './meant.ts';

/** A fact of a volume names one of the file that records of the rule set have. */
export const checkVolumeFact = (
  catalog: Catalog,
  ruleSet: RuleSetDefinition,
  { path, value }: At<VolumeFact>,
): Finding[] => {
  const dossier = catalog.definitions.dossier.get(value.dossier);
  if (dossier === undefined) return [];
  const keys = dossier.record === ruleSet.record ? dossier.volumes.map(({ key }) => key) : [];
  if (keys.includes(value.volume)) return [];
  const asked = { field: value.volume, module: dossier.title, right: meant(value.volume, keys) };
  return [finding(ruleSet, `${path}/volume`, 'field-missing', asked)];
};
