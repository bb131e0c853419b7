import assert from 'node:assert/strict';
import type { Client } from './client.ts';
import { readExample, type Step, Walk } from './jiangzhou/walk.ts';
import { startSystem, type TestSystem } from './system.ts';
import { type ProblemJson, refused, type Wanted } from './unchanged.ts';

/** A record as the contract shows it, as far as tests of refusals ask. */
export interface RecordJson {
  readonly _id: string;
  readonly state: string;
  readonly version: number;
  readonly data: Record<string, unknown>;
}

export const example = readExample('example-a');

export const stepOf = (key: string): Step => {
  const found = example.steps.find((one) => one.key === key);
  assert.ok(found, key);
  return found;
};

/** What a clerk fills in for a new case, right in every field. */
export const caseData = stepOf('registered').create?.data as Record<string, unknown>;

export const invalid = (path: string, code?: string): Wanted => ({
  status: 422,
  slug: 'invalid-input',
  path,
  ...(code !== undefined && { code }),
});

type Ask = () => Promise<{ status: number; body: unknown; headers: Headers }>;

export interface CaseDesk {
  readonly system: TestSystem;
  readonly walk: Walk;
  readonly clerk: () => Client;
  /** Asks for what must be refused, and proves that nothing has changed by it. */
  readonly refuse: (ask: Ask, wanted: Wanted, what: string) => Promise<ProblemJson>;
  readonly newCase: () => Promise<RecordJson>;
}

/** The system with the people of the worked examples, those named signed in; the clerk has to be when she is asked. */
export const openCaseDesk = async (
  now: string,
  where: { readonly databaseUrl?: string },
  people: readonly string[],
): Promise<CaseDesk> => {
  const system = await startSystem({ now, demoDir: 'test/support/jiangzhou', ...where });
  const walk = new Walk(system, () => {});
  for (const who of people) await walk.request(who, 'GET', '/session');
  const clerk = () => walk.clients.get('linxiaoman') as Client;
  return {
    system,
    walk,
    clerk,
    refuse: (ask, wanted, what) => refused(system, ask, wanted, what),
    newCase: () => clerk().post<RecordJson>('/records/case', { data: caseData }),
  };
};
