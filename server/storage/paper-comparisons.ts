import type { Instant, JsonText } from './column-types.ts';
import { all, type Db, insertRow } from './db.ts';

export interface PaperComparisonTable {
  id: string;
  draft: string;
  /** SHA-256 of what the draft changed. */
  content: string;
  /** The release it was compared with. */
  base: string;
  at: Instant;
  by_account: string;
  summary: JsonText;
  papers: JsonText;
}

/** Keeps the newest comparison of a draft in place of earlier ones. */
export const storePaperComparison = async (db: Db, row: PaperComparisonTable): Promise<void> => {
  await db.deleteFrom('paper_comparison').where('draft', '=', row.draft).execute();
  await insertRow(db, 'paper_comparison', row);
};

export const paperComparisonOf = async (db: Db, draft: string): Promise<PaperComparisonTable | undefined> =>
  (
    await all<PaperComparisonTable>(db, 'select * from paper_comparison where draft = ? order by at desc limit 1', [
      draft,
    ])
  )[0];
