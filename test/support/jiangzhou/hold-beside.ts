import assert from 'node:assert/strict';

/** What must have come of a step. */
export interface Expected {
  readonly state?: string;
  readonly regime?: string;
  readonly number?: string;
  readonly text?: readonly string[];
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly clocks?: Readonly<Record<string, { readonly due: string; readonly state: string }>>;
  readonly lights?: Readonly<Record<string, string>>;
  readonly documents?: Readonly<Record<string, { readonly servedAt: string }>>;
  readonly children?: Readonly<Record<string, number>>;
}

interface Clock {
  readonly deadline: string;
  readonly due: string;
  readonly state: string;
  readonly light: string | null;
}
interface Served {
  readonly document: string;
  readonly served_at: string | null;
}

/** Holds what lies beside a record against what must have come of a step: its clocks and their lights, papers, children. */
export const holdBeside = async (
  get: <T>(what: string) => Promise<T>,
  key: string,
  expect: Expected,
): Promise<void> => {
  const { clocks = {}, lights = {}, documents = {}, children = {} } = expect;
  const asked = Object.keys({ ...clocks, ...lights }).length > 0;
  const found = asked ? await get<Clock[]>('clocks') : [];
  const clockOf = (deadline: string) => found.findLast((one) => one.deadline === deadline);
  for (const [deadline, { due, state }] of Object.entries(clocks)) {
    const clock = clockOf(deadline);
    assert.deepEqual({ due: clock?.due, state: clock?.state }, { due, state }, `${key}: ${deadline}`);
  }
  for (const [deadline, light] of Object.entries(lights))
    assert.equal(clockOf(deadline)?.light, light, `${key}: ${deadline}`);
  const papers = Object.keys(documents).length > 0 ? await get<Served[]>('documents') : [];
  for (const [kind, { servedAt }] of Object.entries(documents))
    assert.equal(papers.findLast(({ document }) => document === kind)?.served_at, servedAt, `${key}: ${kind}`);
  for (const [module, count] of Object.entries(children))
    assert.equal((await get<unknown[]>(`children/${module}`)).length, count, `${key}: ${module}`);
};
