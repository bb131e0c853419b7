import { canonicalJson } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';
import type { DossierDefinition } from '#engine/schema/types.gen.ts';
import type { Context } from '../../command/context.ts';
import { mayWorkOn } from '../../command/document/reach-document.ts';
import { hashText } from '../../command/hash.ts';
import { findRecord, type RecordRow } from '../../storage/records.ts';
import { reachesAny, scopeOf } from '../../storage/scope.ts';
import { seesSensitive } from '../present-record.ts';
import { type RecordKey, reachRecord } from '../read-record.ts';
import { recordsOfPart } from './part-records.ts';
import type { Part, Volume } from './volume-plan.ts';

/** Is the volume there for this person? */
export const showsVolume = (context: Context, { secret }: Volume): boolean =>
  secret === undefined || seesSensitive(context, secret);

/** The files that records of a module have. */
export const dossiersOf = (context: Context, module: string): readonly DossierDefinition[] =>
  [...context.catalog.definitions.dossier.values()].filter(({ record }) => record === module);

/** The files with a secret volume in which records of a module lie. */
export const dossiersKeeping = (context: Context, module: string): readonly DossierDefinition[] =>
  [...context.catalog.definitions.dossier.values()].filter(
    ({ record, volumes }) => record !== module && volumes.some(({ secret }) => secret === module),
  );

export interface ReachedVolume {
  readonly record: RecordRow;
  readonly dossier: DossierDefinition;
  readonly volume: Volume;
  /** By who keeps the secrets in it, without work on the record: the papers in it are whole. */
  readonly kept: boolean;
}

/**
 * A volume of a record whose papers this person may work on; a secret one also by who keeps the secret records that lie
 * in it, whatever he may do with the record. @throws Problem not-found, not-permitted
 */
export const reachVolume = async (
  context: Context,
  key: RecordKey & { readonly dossier: string; readonly volume: string },
): Promise<ReachedVolume> => {
  const dossier = dossiersOf(context, key.module).find((one) => one.key === key.dossier);
  const volume = dossier?.volumes.find((one) => one.key === key.volume);
  if (dossier === undefined || volume === undefined || !showsVolume(context, volume)) throw problem('not-found');
  if (volume.secret !== undefined && !worksOn(context, key.module)) {
    const record = await keptRecord(context, key, volume);
    return { record, dossier, volume, kept: true };
  }
  const record = await reachRecord(context, key);
  await mayWorkOn(context, record, undefined);
  return { record, dossier, volume, kept: false };
};

const worksOn = (context: Context, module: string): boolean =>
  reachesAny(scopeOf(context.catalog.definitions.role, context.actor, module, 'documents'));

/** The parts of a secret volume that hold the secret records. */
export const keepingParts = ({ secret, parts }: Volume): readonly Part[] =>
  parts.filter(({ of, match }) => of === secret && match !== undefined);

const keptRecord = async (context: Context, { module, id }: RecordKey, volume: Volume): Promise<RecordRow> => {
  const record = await findRecord(context.storage.read, module, id);
  if (record === undefined) throw problem('not-found');
  for (const part of keepingParts(volume)) if ((await recordsOfPart(context, part, [record])).length > 0) return record;
  throw problem('not-found');
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
