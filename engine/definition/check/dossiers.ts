import type { DossierDefinition } from '../../schema/types.gen.ts';
import type { Catalog, CompiledModule, Finding } from '../catalog.ts';
import { recordFacts } from '../facts.ts';
import { type At, at, each, members } from '../walk.ts';
import { type Check, definitionPath, finding, moduleOf } from './check.ts';
import { conditionIssues } from './conditions.ts';
import { meant } from './meant.ts';

type Part = DossierDefinition['volumes'][number]['parts'][number];

/** Files of records name documents, records and fields there are, and keep secrets in secret volumes only. */
export const checkDossiers: Check = (catalog) =>
  [...catalog.definitions.dossier.values()].flatMap((dossier) => {
    const record = moduleOf(catalog, dossier.record);
    if (record === undefined) return [];
    return [
      ...(['number', 'retention'] as const).flatMap((name) =>
        dossier[name] === undefined ? [] : missing(dossier, record, at(`/${name}`, dossier[name])),
      ),
      ...twice(dossier),
      ...each('/volumes', dossier.volumes).flatMap((volume) => [
        ...foreign(catalog, dossier, volume),
        ...each(`${volume.path}/parts`, volume.value.parts).flatMap((part) =>
          checkPart(catalog, dossier, { part, record, secret: volume.value.secret !== undefined }),
        ),
      ]),
    ];
  });

const twice = (dossier: DossierDefinition): Finding[] =>
  each('/volumes', dossier.volumes)
    .filter(({ value }, index) => dossier.volumes.findIndex(({ key }) => key === value.key) < index)
    .map(({ path, value }) => finding(dossier, `${path}/key`, 'dossier-volume-twice', { volume: value.key }));

/** Documents of other records than the file is of. Those printed as sheets are about the records the part names. */
const foreign = (
  catalog: Catalog,
  dossier: DossierDefinition,
  { path, value }: At<DossierDefinition['volumes'][number]>,
): Finding[] => {
  const named = [
    ...(['cover', 'index', 'note', 'photos', 'media'] as const).flatMap((name) =>
      value[name] === undefined ? [] : [at(`${path}/${name}`, value[name])],
    ),
    ...each(`${path}/parts`, value.parts).flatMap((part) => each(`${part.path}/documents`, part.value.documents)),
  ];
  return named.flatMap((one) => otherRecord(catalog, dossier, one, dossier.record));
};

const otherRecord = (catalog: Catalog, dossier: DossierDefinition, one: At<string>, record: string): Finding[] => {
  const document = catalog.definitions.document.get(one.value);
  if (document === undefined || document.record === record) return [];
  const own = [...catalog.definitions.document.values()].filter((other) => other.record === record);
  return [
    finding(dossier, one.path, 'dossier-document-foreign', {
      document: document.title,
      module: catalog.definitions.module.get(record)?.title ?? record,
      right: meant(
        one.value,
        own.map(({ key }) => key),
      ),
    }),
  ];
};

interface Placed {
  readonly part: At<Part>;
  readonly record: CompiledModule;
  readonly secret: boolean;
}

const checkPart = (catalog: Catalog, dossier: DossierDefinition, { part, record, secret }: Placed): Finding[] => {
  const { path, value } = part;
  const of = value.of === undefined ? record : moduleOf(catalog, value.of);
  const filled = value.documents ?? value.sheet ?? value.files ?? value.rest;
  return [
    ...(filled === undefined ? [finding(dossier, path, 'dossier-part-empty')] : []),
    ...(of === undefined
      ? []
      : [...checkOf(catalog, dossier, part, { of, record }), ...leaks(dossier, part, of, secret)]),
    ...(value.sheet === undefined
      ? []
      : otherRecord(catalog, dossier, at(`${path}/sheet`, value.sheet), value.of ?? dossier.record)),
    ...subjects(catalog, dossier, part),
  ];
};

const checkOf = (
  catalog: Catalog,
  dossier: DossierDefinition,
  { path, value }: At<Part>,
  { of, record }: { readonly of: CompiledModule; readonly record: CompiledModule },
): Finding[] => [
  ...each(`${path}/files`, value.files).flatMap((field) => missing(dossier, of, field)),
  ...members(`${path}/match`, value.match).flatMap((pair) => [
    ...(pair.key === '$id' ? [] : missing(dossier, of, at(pair.path, pair.key))),
    ...missing(dossier, record, at(pair.path, pair.value)),
  ]),
  ...(value.where === undefined || value.documents !== undefined ? [] : whereOver(dossier, part(path, value), of)),
  ...(value.match === undefined && of !== record && !isBelow(catalog, of, record)
    ? [
        finding(dossier, `${path}/of`, 'dossier-not-below', {
          module: of.definition.title,
          above: record.definition.title,
        }),
      ]
    : []),
];

const part = (path: string, value: Part): At<Part> => ({ path, value });

const isBelow = (catalog: Catalog, of: CompiledModule, record: CompiledModule): boolean => {
  const above = moduleOf(catalog, of.definition.parent?.module);
  return above !== undefined && (above === record || isBelow(catalog, above, record));
};

/** Conditions of papers are over what the papers are about: the same module for all of a part. */
const subjects = (catalog: Catalog, dossier: DossierDefinition, one: At<Part>): Finding[] => {
  if (one.value.documents === undefined || one.value.where === undefined) return [];
  return one.value.documents.flatMap((key) => {
    const subject = moduleOf(catalog, catalog.definitions.document.get(key)?.subject);
    return subject === undefined ? [] : whereOver(dossier, one, subject);
  });
};

const whereOver = (dossier: DossierDefinition, { path, value }: At<Part>, module: CompiledModule): Finding[] =>
  conditionIssues({ path: `${path}/where`, value: value.where }, recordFacts(module)).map((issue) => ({
    ...issue,
    file: definitionPath(dossier),
  }));

/** What a module keeps secret lies in secret volumes alone, be it typed in or attached. */
const leaks = (
  dossier: DossierDefinition,
  { path, value }: At<Part>,
  of: CompiledModule,
  secret: boolean,
): Finding[] =>
  secret || value.of === undefined || ![...of.fields.values()].some(({ sensitivity }) => sensitivity === 'secret')
    ? []
    : [finding(dossier, `${path}/of`, 'dossier-secret-open', { module: of.definition.title })];

const missing = (dossier: DossierDefinition, owner: CompiledModule, { path, value }: At<string>): Finding[] =>
  owner.fields.has(value)
    ? []
    : [
        finding(dossier, path, 'field-missing', {
          field: value,
          module: owner.definition.title,
          right: meant(value, owner.fields.keys()),
        }),
      ];
