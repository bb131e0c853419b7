import { Table } from 'antd';
import type { SubjectChange } from '#engine/rule/impact.ts';
import type { Rule } from '../answer/rules.ts';
import { useLabels } from '../value/lookup.ts';
import { say, titled } from '../words.ts';
import { factWords, standingWords } from './subject-words.ts';

interface SubjectSidesProps {
  readonly rule: Rule;
  readonly change: SubjectChange;
}

interface Row {
  readonly key: string;
  readonly title: string;
  readonly before: string;
  readonly after: string;
}

/** The facts of a subject by what is in force and by what is tried, side by side. */
export const SubjectSides = ({ rule, change: { before, after } }: SubjectSidesProps) => {
  const speech = { rule, labels: useLabels() };
  const rows: Row[] = [
    {
      key: '',
      title: say('rules.result'),
      before: standingWords(speech, before),
      after: standingWords(speech, after),
    },
    ...Object.entries(rule.facts)
      .filter(([, { title }]) => title !== null)
      .map(([name, { title }]) => ({
        key: name,
        title: titled(title),
        before: factWords(speech, name, before?.facts[name]),
        after: factWords(speech, name, after?.facts[name]),
      }))
      .filter((row) => row.before !== '' || row.after !== ''),
  ];
  const isOther = (row: Row) => before !== null && after !== null && row.before !== row.after;
  return (
    <Table<Row>
      size="small"
      pagination={false}
      dataSource={rows}
      rowClassName={(row) => (isOther(row) ? 'trial-other' : '')}
      columns={[
        { key: 'title', title: say('rules.more'), dataIndex: 'title' },
        {
          key: 'before',
          title: say('rules.before'),
          render: (_, row) => (before === null && row.key ? '\u2014' : row.before),
        },
        {
          key: 'after',
          title: say('rules.after'),
          render: (_, row) => (after === null && row.key ? '\u2014' : row.after),
        },
      ]}
    />
  );
};
