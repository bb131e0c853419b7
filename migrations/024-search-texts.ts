import { type Dialect, table } from './ddl.ts';

/** Texts by which records are found: of each one what everybody sees, what few see, and a row for each paper's number. */
const texts = table(
  'search_text',
  { record_id: 'id', part: 'name', module: 'name', sensitive: 'flag', spec: 'hash', text: 'long' },
  { primary: ['record_id', 'part'], index: [['module', 'spec', 'part']] },
);

/** Numbers that papers were given before; brackets as `foldText` makes them. */
const numbers = (d: Dialect): string => {
  const part = d === 'sqlite' ? "'n:' || l.`id`" : "concat('n:', l.`id`)";
  const text = "replace(replace(lower(l.`text`), '\u3014', '('), '\u3015', ')')";
  return `insert into \`search_text\` (\`record_id\`, \`part\`, \`module\`, \`sensitive\`, \`spec\`, \`text\`)
    select l.\`record_id\`, ${part}, r.\`module\`, 0, '', ${text} from \`ledger\` l join \`record\` r on r.\`id\` = l.\`record_id\`
    where l.\`document_id\` is not null
      and not exists (select 1 from \`search_text\` s where s.\`record_id\` = l.\`record_id\` and s.\`part\` = ${part})`;
};

export const searchTexts = (d: Dialect): string[] => [...texts(d), numbers(d)];
