import { strFromU8, unzipSync } from 'fflate';
import { buildCatalog, type Catalog } from '#engine/definition/catalog.ts';

/** A set of definition files with the catalog built from them, here in the browser. */
export interface Pack {
  readonly files: ReadonlyMap<string, string>;
  readonly catalog: Catalog;
}

/** A changed file of a draft: its text, or null where the draft removes it. */
export interface Overlay {
  readonly file: string;
  readonly after: string | null;
}

const packOf = (files: ReadonlyMap<string, string>): Pack => ({
  files,
  catalog: buildCatalog(files, new Map()).catalog,
});

const belongs = /^(definitions|templates)\/.*\.(json|hbs|css)$/;

/** The definitions in a zip as the server exports them; other files in it are left alone. */
export const readPack = (zip: Uint8Array): Pack =>
  packOf(
    new Map(
      Object.entries(unzipSync(zip, { filter: ({ name }) => belongs.test(name) })).map(([name, bytes]) => [
        name,
        strFromU8(bytes),
      ]),
    ),
  );

/** The pack as it would be with the changes of a draft. */
export const withChanges = (pack: Pack, changes: readonly Overlay[]): Pack => {
  if (changes.length === 0) return pack;
  const files = new Map(pack.files);
  for (const { file, after } of changes) {
    if (after === null) files.delete(file);
    else files.set(file, after);
  }
  return packOf(files);
};
