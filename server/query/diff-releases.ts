import {
  diffDefinitions,
  diffManifests,
  type FileChange,
  type Manifest,
  type MemberChange,
} from '#engine/definition/diff.ts';
import { partsOf } from '#engine/definition/kinds.ts';
import { isObject } from '#engine/json.ts';
import type { Context } from '../command/context.ts';
import { manifestOf, releaseOf } from '../command/definition/candidate.ts';
import type { Db } from '../storage/db.ts';
import { readBlobs } from '../storage/definitions.ts';
import { requireSystem } from './require-system.ts';

export interface DefinitionDifference extends FileChange {
  /** A kind of definition, or template, partial, style. */
  readonly kind: string;
  readonly key: string;
  readonly module: string | null;
  readonly title: unknown;
  /** The whole files; null where there is none. */
  readonly before: string | null;
  readonly after: string | null;
  /** Members of a definition that differ. Texts differ as a whole. */
  readonly changes: readonly MemberChange[];
}

/** What differs between two releases, definition by definition and member by member. */
export const diffReleases = async (context: Context, { from, to }: { readonly from: string; readonly to: string }) => {
  requireSystem(context, 'definitionsRead');
  const db = context.storage.read;
  return await differences(
    db,
    await manifestOf(db, await releaseOf(db, from)),
    await manifestOf(db, await releaseOf(db, to)),
  );
};

/** The differences between two manifests whose contents are stored. */
export const differences = async (db: Db, before: Manifest, after: Manifest): Promise<DefinitionDifference[]> => {
  const files = diffManifests(before, after);
  const hashes = files.flatMap(({ file }) => [before[file], after[file]]).filter((hash) => hash !== undefined);
  const contents = await readBlobs(db, hashes);
  const textAt = (manifest: Manifest, file: string) => contents.get(manifest[file] ?? '');
  return files.map((change) => difference(change, textAt(before, change.file), textAt(after, change.file)));
};

const difference = (
  change: FileChange,
  before: string | undefined,
  after: string | undefined,
): DefinitionDifference => {
  const parts = partsOf(change.file);
  const kind = parts?.type === 'definition' ? parts.kind : (parts?.type ?? 'text');
  const [old, next] = [contentOf(change.file, before), contentOf(change.file, after)];
  const shown = next ?? old;
  return {
    ...change,
    kind,
    key: parts?.key ?? change.file,
    module: parts?.type === 'definition' ? parts.module : null,
    title: isObject(shown) ? shown.title : null,
    before: before ?? null,
    after: after ?? null,
    changes: diffDefinitions(old, next),
  };
};

const contentOf = (file: string, text: string | undefined): unknown =>
  text === undefined || !file.endsWith('.json') ? text : (JSON.parse(text) as unknown);
