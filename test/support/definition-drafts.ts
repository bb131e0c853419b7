import assert from 'node:assert/strict';
import { Problem } from '#engine/problem.ts';
import { openDraft } from '#server/command/open-draft.ts';
import { saveDraftItem } from '#server/command/save-draft-item.ts';
import type { Desk } from './definition-desk.ts';
import { smallPack } from './small-pack.ts';

export type Parameter = { values: { value: number }[]; title: { zh: string } };
export const limitPath = 'definitions/loan/parameters/price-limit.json';
export const definitionAt = (path: string, files = smallPack()) => JSON.parse(files.get(path) ?? '{}') as never;
export const limitOf = (value: number): Parameter => {
  const definition = definitionAt(limitPath) as Parameter;
  (definition.values[1] ?? { value: 0 }).value = value;
  return definition;
};
/** A draft with whole definitions by `kind/key`. */
export const draftWith = async (desk: Desk, items: Readonly<Record<string, unknown>>) => {
  const context = await desk.context();
  const { id } = await openDraft(context, { title: 'x' });
  for (const [name, definition] of Object.entries(items)) {
    const [kind = '', ...key] = name.split('/');
    await saveDraftItem(context, { id, kind, key: key.join('/'), definition });
  }
  return id;
};
export const refusal = async (work: Promise<unknown>): Promise<Problem> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof Problem, `not refused as expected: ${String(error)}`);
  return error;
};
export const goldenFor = (value: number) => {
  const file = definitionAt('definitions/loan/cases/limit.json') as { cases: { given: { data: { price: number } } }[] };
  for (const [index, price] of [value + 1, value].entries()) {
    const one = file.cases[index];
    if (one) one.given.data.price = price;
  }
  return file;
};
