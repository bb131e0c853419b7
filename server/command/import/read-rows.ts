import { setImmediate } from 'node:timers/promises';
import { buildRow } from '#engine/import/build-row.ts';
import type { TableRow } from '#engine/import/cell.ts';
import type { Table } from './open-table.ts';
import type { ReadyRow, Target, Work } from './target.ts';

/** Rows that are judged together. */
const together = 200;

/** The rows of a table after a line, read and judged, some at a time; others get their turn between. */
export async function* readRows(
  work: Work,
  table: Table,
  target: Target,
  after = 0,
): AsyncGenerator<readonly ReadyRow[]> {
  const { plan, world } = work;
  const reader = { plan, heads: table.heads, words: world.words };
  let batch: TableRow[] = [];
  const judged = async (): Promise<readonly ReadyRow[]> => {
    const ready = await target.judge(batch.map((row) => buildRow(reader, row)));
    batch = [];
    await setImmediate();
    return ready;
  };
  for await (const row of table.rows()) {
    if (row.line <= after) continue;
    batch.push(row);
    if (batch.length === together) yield await judged();
  }
  if (batch.length > 0) yield await judged();
}
