import type { DocumentDefinition } from '../../schema/types.gen.ts';
import { type Catalog, definitionsIn, type Finding } from '../catalog.ts';
import { stylePath, templatePath } from '../kinds.ts';
import { type Check, finding, keysOf } from './check.ts';
import { kindTitle } from './describe.ts';
import { meant } from './meant.ts';
import { referencesOf } from './reference-list.ts';

/** Every definition, template and style that is named exists. */
export const checkReferences: Check = (catalog) => [
  ...definitionsIn(catalog).flatMap((definition) =>
    referencesOf(definition)
      .filter(({ kind, key }) => !catalog.definitions[kind].has(key))
      .map(({ path, kind, key }) =>
        finding(definition, path, 'reference-missing', {
          kind: kindTitle(kind),
          key,
          right: meant(key, keysOf(catalog, kind)),
        }),
      ),
  ),
  ...[...catalog.definitions.document.values()].flatMap((document) => checkTexts(catalog, document)),
  ...checkHomes(catalog),
];

const checkTexts = (catalog: Catalog, document: DocumentDefinition): Finding[] => {
  const named = [
    { path: '/template', file: templatePath(document.template) },
    { path: '/style', file: stylePath(document.style) },
    ...Object.entries(document.templates ?? {}).map(([regime, template]) => ({
      path: `/templates/${regime}`,
      file: templatePath(template),
    })),
  ];
  return named
    .filter(({ file }) => !catalog.texts.has(file))
    .map(({ path, file }) =>
      finding(document, path, 'reference-text-missing', { text: file, right: alike(catalog, file) }),
    );
};

const alike = (catalog: Catalog, file: string): string => {
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  return meant(
    file,
    [...catalog.texts.keys()].filter((path) => path.startsWith(folder)),
  );
};

/** The folder of a definition is a module, or one that all modules share and that therefore holds no module.json. */
const checkHomes = (catalog: Catalog): Finding[] => {
  const shared = new Set(
    [...catalog.definitions.level.values(), ...catalog.definitions.role.values()].map((d) => d.module),
  );
  return definitionsIn(catalog)
    .filter(
      ({ kind, module }) =>
        ['form', 'workflow'].includes(kind) && !catalog.definitions.module.has(module) && !shared.has(module),
    )
    .map((definition) =>
      finding(definition, '/module', 'reference-missing', {
        kind: kindTitle('module'),
        key: definition.module,
        right: meant(definition.module, keysOf(catalog, 'module')),
      }),
    );
};
