import { type Dialect, differs, refuseChange } from './ddl.ts';

const frozenDocument = [
  'record_id',
  'document',
  'title',
  'number',
  'data',
  'view',
  'templates',
  'fonts',
  'token',
  'pdf',
  'pages',
  'issued_at',
  'issued_by',
];
const frozenLedger = ['numbering', 'organization', 'year', 'n', 'text'];

/** What the law forbids to change is refused by the database as well: events, blocks, number texts, issued documents. */
export const appendOnly = (d: Dialect): string[] => {
  const anyDiffers = (columns: readonly string[]): string => columns.map((column) => differs(d, column)).join(' or ');
  return [
    refuseChange(d, 'event', 'update', 'an event never changes'),
    refuseChange(d, 'event', 'delete', 'an event is never deleted'),
    refuseChange(d, 'block', 'update', 'a block never changes'),
    refuseChange(d, 'block', 'delete', 'a block is never deleted'),
    refuseChange(d, 'custody', 'update', 'a custody line never changes'),
    refuseChange(d, 'custody', 'delete', 'a custody line is never deleted'),
    refuseChange(d, 'decision', 'update', 'a decision never changes'),
    refuseChange(d, 'ledger', 'update', 'a number never changes', anyDiffers(frozenLedger)),
    refuseChange(d, 'ledger', 'delete', 'a number is never deleted'),
    refuseChange(
      d,
      'document',
      'update',
      'an issued document never changes',
      `old.\`pdf\` is not null and (${anyDiffers(frozenDocument)})`,
    ),
    refuseChange(d, 'document', 'delete', 'a numbered document is never deleted', 'old.`number` is not null'),
    refuseChange(
      d,
      'entry',
      'update',
      'a frozen entry never changes',
      `old.\`state\` = 'frozen' and ${differs(d, 'data')}`,
    ),
  ];
};
