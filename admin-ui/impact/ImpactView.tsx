import { Alert, Table } from 'antd';
import type { ImpactSummary } from '#engine/rule/impact.ts';
import type { Rule } from '../../runtime-ui/answer/rules.ts';
import { titled } from '../../runtime-ui/words.ts';
import type { Pack } from '../catalog/pack.ts';
import { ScrollBox } from '../frame/ScrollBox.tsx';
import { say } from '../words.ts';
import { ImpactSubjects } from './ImpactSubjects.tsx';

interface ImpactViewProps {
  readonly impact: ImpactSummary & { readonly id: string };
  readonly rules: readonly Rule[];
  readonly before: Pack;
  readonly after: Pack;
}

const numbers = ['enters', 'leaves', 'level', 'stays'] as const;

const columnsNow = () => [
  { key: 'name', dataIndex: 'name', title: say('sweep.organization') },
  ...numbers.map((key) => ({ key, dataIndex: key, title: say(`sweep.${key}`), align: 'right' as const })),
];

/** Whom a rule set over many records would hit otherwise: counted, by organization, and one by one. */
export const ImpactView = ({ impact, rules, before, after }: ImpactViewProps) => {
  const { ruleset, title, asOf, examined, counts, tasks, tasksBy = [], byOrganization } = impact;
  const moves = counts.enters + counts.leaves + counts.level;
  return (
    <section className="previewed">
      <h3>{titled(title)}</h3>
      <Alert
        showIcon
        type={moves === 0 ? 'success' : 'warning'}
        title={say('sweep.counts', { asOf, examined, tasks, ...counts })}
        description={tasksBy
          .map((task) => say('sweep.task', { title: titled(task.title), count: task.count }))
          .join(say('comma'))}
      />
      {byOrganization.length > 0 && (
        <ScrollBox>
          <Table
            size="small"
            rowKey="organization"
            pagination={byOrganization.length > 8 ? { pageSize: 8, showSizeChanger: false, size: 'small' } : false}
            columns={columnsNow()}
            dataSource={[...byOrganization]}
          />
        </ScrollBox>
      )}
      {moves + counts.stays > 0 && (
        <ImpactSubjects impact={impact} rule={rules.find(({ key }) => key === ruleset)} before={before} after={after} />
      )}
    </section>
  );
};
