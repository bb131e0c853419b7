import { Alert, Collapse, Table, Tag } from 'antd';
import type { SubjectChange, SweepImpact } from '#engine/rule/impact.ts';
import { titled } from '../../runtime-ui/words.ts';
import type { Pack } from '../catalog/pack.ts';
import type { Judged } from '../types.ts';
import { say } from '../words.ts';
import { RuleSetComparison } from './RuleSetComparison.tsx';

interface SweepImpactProps {
  readonly impact: SweepImpact;
  readonly before: Pack;
  readonly after: Pack;
}

const columnsNow = () => [
  { key: 'name', dataIndex: 'name', title: say('sweep.organization') },
  { key: 'enters', dataIndex: 'enters', title: say('sweep.enters') },
  { key: 'leaves', dataIndex: 'leaves', title: say('sweep.leaves') },
  { key: 'level', dataIndex: 'level', title: say('sweep.level') },
  { key: 'stays', dataIndex: 'stays', title: say('sweep.stays') },
];

const colours = { enters: 'red', leaves: 'green', level: 'gold', stays: 'default' } as const;

/** Whom a rule set over many records would hit otherwise: counts by organization, and each subject with both traces. */
export const SweepImpactView = ({ impact, before, after }: SweepImpactProps) => {
  const { title, asOf, examined, counts, tasks, byOrganization, changes, truncated } = impact;
  const moves = counts.enters + counts.leaves + counts.level;
  return (
    <section className="previewed">
      <h3>{titled(title)}</h3>
      <Alert
        showIcon
        type={moves === 0 ? 'success' : 'warning'}
        title={say('sweep.counts', { asOf, examined, tasks, ...counts })}
      />
      <Table
        size="small"
        rowKey="organization"
        pagination={false}
        columns={columnsNow()}
        dataSource={[...byOrganization]}
      />
      <Collapse
        size="small"
        items={changes.map((change) => ({
          key: keyOf(change),
          label: <Head change={change} />,
          children: <RuleSetComparison ruleset={asRuleSet(impact, change)} before={before} after={after} />,
        }))}
      />
      {truncated && <p className="muted">{say('sweep.truncated', { count: changes.length })}</p>}
    </section>
  );
};

const keyOf = ({ each, group }: SubjectChange): string => `${each ?? ''} ${JSON.stringify(group)}`;

const Head = ({ change }: { readonly change: SubjectChange }) => (
  <>
    <Tag color={colours[change.change]}>{say(`sweep.${change.change}`)}</Tag> {Object.values(change.group).join(' · ')}
  </>
);

const asRuleSet = ({ ruleset, title }: SweepImpact, { before, after, other }: SubjectChange) => ({
  key: ruleset,
  title,
  before: judged(before ?? other),
  after: judged(after ?? other),
});

const judged = (side: SubjectChange['other']): Judged | null =>
  side === undefined || side === null ? null : { outcomes: [], trace: side.trace };
