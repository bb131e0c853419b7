import { readdirSync, readFileSync } from 'node:fs';
import type {
  DeadlineDefinition,
  DocumentDefinition,
  RuleSetDefinition,
  WorkflowDefinition,
} from '#engine/schema/types.gen.ts';
import { all } from '#server/storage/db.ts';
import type { TestSystem } from '../system.ts';

/** The case, what lies below it, and the registers of the people who handle it. */
const scope = [
  'case',
  'party',
  'product',
  'inspection',
  'inquiry',
  'evidence',
  'sample',
  'measure',
  'correctionOrder',
  'goods',
  'serviceRecord',
  'deferral',
  'instalment',
  'payment',
  'surcharge',
  'publicity',
  'certificate',
  'committee',
];

const root = new URL('../../../definitions/', import.meta.url);

const read = <T>(folder: string): readonly T[] =>
  scope.flatMap((module) => {
    const place = new URL(`${module}/${folder}/`, root);
    try {
      return readdirSync(place).map((name) => JSON.parse(readFileSync(new URL(name, place), 'utf8')) as T);
    } catch {
      return [];
    }
  });

const keys = <T extends { readonly key: string }>(found: readonly T[]): ReadonlySet<string> =>
  new Set(found.map(({ key }) => key));

const told = (from: string, to: string): string => (from === to ? 'itself' : to);

/**
 * What there is to be used: every way out of every state as `module: event → state` (`itself` where it stays), every
 * clock, rule set and paper.
 */
export const thereIs = (): Readonly<Record<Counted, ReadonlySet<string>>> => ({
  moves: new Set(
    read<WorkflowDefinition>('workflows').flatMap(({ module, states }) =>
      Object.entries(states).flatMap(([state, { on = {} }]) =>
        Object.entries(on).flatMap(([event, ways]) =>
          ways.map(({ target }) => `${module}: ${event} → ${told(state, target)}`),
        ),
      ),
    ),
  ),
  clocks: keys(read<DeadlineDefinition>('deadlines')),
  rules: keys(read<RuleSetDefinition>('rules')),
  papers: keys(read<DocumentDefinition>('documents')),
});

export type Counted = 'moves' | 'clocks' | 'rules' | 'papers';

interface Acted {
  readonly action: string;
  readonly result?: string;
  readonly from: string;
  readonly to: string;
}

const movesMade = async ({ storage }: TestSystem): Promise<ReadonlySet<string>> => {
  const rows = await all<{ module: string; data: string }>(
    storage.read,
    "select r.module as module, e.data as data from event e join record r on r.id = e.record_id where e.type = 'record.acted'",
    [],
  );
  return new Set(
    rows.map(({ module, data }) => {
      const { action, result, from, to } = (typeof data === 'string' ? JSON.parse(data) : data) as Acted;
      const event = result === undefined || result === 'start' ? action : `${action}.${result}`;
      return `${module}: ${event} → ${told(from, to)}`;
    }),
  );
};

const named = async ({ storage }: TestSystem, query: string): Promise<ReadonlySet<string>> =>
  new Set((await all<{ key: string }>(storage.read, query, [])).map(({ key }) => key));

/** What a system has used of it, told by its own log, decisions, clocks and papers. */
export const wasUsed = async (system: TestSystem): Promise<Readonly<Record<Counted, ReadonlySet<string>>>> => ({
  moves: await movesMade(system),
  clocks: await named(system, 'select distinct deadline as `key` from clock'),
  rules: await named(system, 'select distinct ruleset as `key` from decision'),
  papers: await named(system, 'select distinct document as `key` from document where pdf is not null'),
});
