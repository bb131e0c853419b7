import { entity } from './define.ts';

export const paperComparisonEntities = [
  entity('paper_comparison', {
    id: 'string!',
    draft: 'string',
    content: 'string',
    base: 'string',
    at: 'string',
    by_account: 'string',
    summary: 'text',
    papers: 'text',
  }),
];
