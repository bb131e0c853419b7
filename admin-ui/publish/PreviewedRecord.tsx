import { Collapse, Space, Tag } from 'antd';
import { DueLight } from '../../runtime-ui/value/DueLight.tsx';
import { titled } from '../../runtime-ui/words.ts';
import type { Pack } from '../catalog/pack.ts';
import type { ChangedRecord } from '../types.ts';
import { say } from '../words.ts';
import { RuleSetComparison } from './RuleSetComparison.tsx';

interface PreviewedRecordProps {
  readonly change: ChangedRecord;
  readonly before: Pack;
  readonly after: Pack;
}

/** One open record: what is decided otherwise and which dates move. */
export const PreviewedRecord = ({ change, before, after }: PreviewedRecordProps) => {
  const { record, rulesets, clocks = [] } = change;
  return (
    <section className="previewed">
      <header>
        <Space wrap size={8}>
          {record.title === null ? (
            <span className="muted">{say('preview.hidden', { module: titled(record.moduleTitle) })}</span>
          ) : (
            <a href={`/m/${record.module}/${record._id}`} target="_blank" rel="noreferrer">
              <strong>{record.title || say('sweep.untitled')}</strong>
            </a>
          )}
          <Tag>{titled(record.stateTitle) || record.state}</Tag>
          <span className="muted">{record.organizationName}</span>
        </Space>
      </header>
      {clocks.map((clock) => (
        <p key={clock.deadline} className="moved">
          {titled(clock.title)}
          {say('colon')}
          <del>{clock.before?.due ? <DueLight {...clock.before} /> : say('none')}</del> →{' '}
          <ins>{clock.after?.due ? <DueLight {...clock.after} /> : say('none')}</ins>
        </p>
      ))}
      {rulesets.length > 0 && (
        <Collapse
          size="small"
          defaultActiveKey={rulesets.map((ruleset) => ruleset.key)}
          items={rulesets.map((ruleset) => ({
            key: ruleset.key,
            label: titled(ruleset.title),
            children: <RuleSetComparison ruleset={ruleset} before={before} after={after} />,
          }))}
        />
      )}
    </section>
  );
};
