import type { Figure } from './measure.ts';
import type { Operation } from './setting.ts';

export interface Line {
  readonly database: string;
  readonly operation: Operation;
  readonly server: string;
  readonly perSecond: number;
  readonly cpuMs: number;
  readonly databaseCpuMs: number;
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
  /** Medians of the ratios inside the same round. */
  readonly toBare: number;
  readonly toAudit: number;
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};
const round = (value: number, digits = 3): number => Number(value.toFixed(digits));

/** Rounds → one line for each operation and server. */
export const summarize = (database: string, rounds: readonly (readonly Figure[])[]): Line[] => {
  const keys = new Map(rounds.flat().map((figure) => [`${figure.operation}/${figure.server}`, figure]));
  return [...keys.values()].map(({ operation, server }) => {
    const find = (round: readonly Figure[], name: string) =>
      round.find((figure) => figure.operation === operation && figure.server === name);
    const own = rounds.flatMap((figures) => find(figures, server) ?? []);
    const ratio = (other: string): number =>
      median(
        rounds.flatMap((figures) => {
          const [mine, base] = [find(figures, server), find(figures, other)];
          return mine && base ? [mine.perSecond / base.perSecond] : [];
        }),
      );
    const of = (pick: (figure: Figure) => number, digits?: number) => round(median(own.map(pick)), digits);
    return {
      database,
      operation,
      server,
      perSecond: of(({ perSecond }) => perSecond, 0),
      cpuMs: of(({ cpuMs }) => cpuMs),
      databaseCpuMs: of(({ databaseCpuMs }) => databaseCpuMs),
      p50: of(({ p50 }) => p50, 2),
      p99: of(({ p99 }) => p99, 2),
      failed: own.reduce((sum, { failed }) => sum + failed, 0),
      toBare: round(ratio('bare'), 2),
      toAudit: round(ratio('bare+audit'), 2),
    };
  });
};

/** What the platform aims at, by operation: the share of the hand-written server's requests a second. */
export const aims: Readonly<Partial<Record<Operation, readonly ['toBare' | 'toAudit', number]>>> = {
  create: ['toAudit', 0.55],
  update: ['toAudit', 0.55],
  read: ['toBare', 0.6],
  list: ['toBare', 0.6],
};

export const verdictOf = (line: Line): string => {
  const aim = line.server === 'platform' ? aims[line.operation] : undefined;
  if (aim === undefined) return '';
  const [base, least] = aim;
  return line[base] >= least ? `reaches ${least} of ${base}` : `misses ${least} of ${base}`;
};
