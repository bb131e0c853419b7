import { type Dialect, table } from './ddl.ts';

/** How papers would be printed with a draft and are printed now; one for each draft, of what it changed when it was asked. */
const comparison = table(
  'paper_comparison',
  {
    id: 'id',
    draft: 'id',
    content: 'hash',
    base: 'id',
    at: 'time',
    by_account: 'id',
    summary: 'json',
    papers: 'json',
  },
  { primary: ['id'], index: [['draft', 'at']] },
);

export const paperComparison = (d: Dialect): string[] => comparison(d);
