import { canonicalJson } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';
import type { DossierDefinition } from '#engine/schema/types.gen.ts';
import type { Context } from '../../command/context.ts';
import { mayWorkOn } from '../../command/document/reach-document.ts';
import { hashText } from '../../command/hash.ts';
import type { RecordRow } from '../../storage/records.ts';
import { seesSensitive } from '../present-record.ts';
import { type RecordKey, reachRecord } from '../read-record.ts';
import type { Volume } from './volume-plan.ts';

/** Is the volume there for this person? */
export const showsVolume = (context: Context, { secret }: Volume): boolean =>
  secret === undefined || seesSensitive(context, secret);

/** The files that records of a module have. */
export const dossiersOf = (context: Context, module: string): readonly DossierDefinition[] =>
  [...context.catalog.definitions.dossier.values()].filter(({ record }) => record === module);

export interface ReachedVolume {
  readonly record: RecordRow;
  readonly dossier: DossierDefinition;
  readonly volume: Volume;
}

/** A volume of a record whose papers this person may work on. @throws Problem not-found, not-permitted */
export const reachVolume = async (
  context: Context,
  key: RecordKey & { readonly dossier: string; readonly volume: string },
): Promise<ReachedVolume> => {
  const record = await reachRecord(context, key);
  const dossier = dossiersOf(context, key.module).find((one) => one.key === key.dossier);
  const volume = dossier?.volumes.find((one) => one.key === key.volume);
  if (dossier === undefined || volume === undefined || !showsVolume(context, volume)) throw problem('not-found');
  await mayWorkOn(context, record, undefined);
  return { record, dossier, volume };
};

const withBelow = (context: Context, module: string): readonly string[] => [
  module,
  ...context.catalog.module(module).children.flatMap((child) => withBelow(context, child)),
];

/** What a bound volume may show depends on this and on the records its person reaches: two who have the same may have the same. */
export const rightsOver = (context: Context, dossier: DossierDefinition): string => {
  const others = dossier.volumes.flatMap(({ parts }) => parts.flatMap(({ of }) => of ?? []));
  const modules = [...new Set([...withBelow(context, dossier.record), ...others])].sort();
  return hashText(canonicalJson(modules.filter((key) => seesSensitive(context, key))));
};
