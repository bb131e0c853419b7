import { problem } from '#engine/problem.ts';
import { one, run } from '../../storage/db.ts';
import type { Unit } from '../unit.ts';
import type { ReadyRow, Work } from './target.ts';

interface Series {
  readonly numbering: string;
  readonly organization: string;
  readonly year: number;
  last: number;
}

/** The highest number of each series among the rows: the series goes on behind it. */
export const createSeries = ({ plan }: Work) => {
  const found = new Map<string, Series>();
  return {
    note: (row: ReadyRow, { organization }: { readonly organization: string; readonly regime: string }): void => {
      for (const { numbering, column } of plan.definition.numbering ?? []) {
        const read = readNumber(row.text(column));
        if (read === undefined) continue;
        const key = `${numbering}/${organization}/${read.year}`;
        const series = found.get(key) ?? { numbering, organization, year: read.year, last: 0 };
        found.set(key, series);
        series.last = Math.max(series.last, read.n);
      }
    },
    store: async (unit: Unit): Promise<void> => {
      for (const series of found.values()) await startBehind(unit, series);
    },
  };
};

/** The year and the running number in the words of a number: the last four digits that can be a year, the last number of all. */
const readNumber = (text: string): { readonly year: number; readonly n: number } | undefined => {
  const numbers = [...text.matchAll(/\d+/g)].map(([digits]) => digits);
  const last = numbers.pop();
  const year = numbers.reverse().find((digits) => /^(?:19|20)\d\d$/.test(digits));
  const n = Number(last);
  return year === undefined || !(n > 0 && n < 10_000_000) ? undefined : { year: Number(year), n };
};

/** A series that has given numbers itself already is left alone where it is further, and refused where it is not. */
const startBehind = async (unit: Unit, { numbering, organization, year, last }: Series): Promise<void> => {
  const keys = [numbering, organization, year];
  const where = 'numbering = ? and organization = ? and year = ?';
  const counter = await one<{ last: number }>(unit.db, `select last from counter where ${where}`, keys);
  if (counter === undefined) {
    const columns = 'numbering, organization, year, last, start';
    await run(unit.db, `insert into counter (${columns}) values (?, ?, ?, ?, ?)`, [...keys, last, last]);
    return;
  }
  if (Number(counter.last) >= last) return;
  // Its own numbers would stand before the start of the series: numbers without gap could not be told from lost ones.
  const used = await one<{ n: number | null }>(unit.db, `select max(n) as n from ledger where ${where}`, keys);
  if (used?.n !== null && used?.n !== undefined) {
    const title = unit.context.catalog.definitions.numbering.get(numbering)?.title ?? numbering;
    const params = { numbering: title, organization, year, last: Number(used.n), wanted: last };
    throw problem('action-not-available', { issues: [{ path: '', code: 'import.seriesBegun', params }] });
  }
  await run(unit.db, `update counter set last = ?, start = ? where ${where}`, [last, last, ...keys]);
};
