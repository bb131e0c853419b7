import { Collapse, Empty, Tag } from 'antd';
import type { Entry } from '../answer/records.ts';
import { showInstant } from '../value/show-time.ts';
import { say, titled } from '../words.ts';
import { EntryView } from './EntryView.tsx';
import { entriesByStage } from './entries-by-stage.ts';
import { withSecrets } from './form-data.ts';
import type { OpenRecord } from './use-record.ts';

/** Everything that was filled in, by stage, newest filling of a form first; what is open in an editor above is left out. */
export const EntriesTab = ({ opened }: { readonly opened: OpenRecord }) => {
  const { described, entries } = opened;
  const editable = new Set(described.editable ?? []);
  const read = entries.filter((entry) => entry.state !== 'open' || !editable.has(entry.form));
  if (read.length === 0) return editable.size > 0 ? null : <Empty description={say('entries.none')} />;
  const groups = entriesByStage(described, read);
  const last = groups.at(-1)?.entries.at(-1)?.id;
  return (
    <section aria-label={say('entries.title')}>
      <h2>{say('entries.title')}</h2>
      {groups.map(({ title, entries: inStage }) => (
        <section key={title?.zh ?? ''} className="stage">
          {title && <h3>{titled(title)}</h3>}
          <Collapse
            defaultActiveKey={last === undefined ? [] : [last]}
            items={inStage.map((entry) => ({
              key: entry.id,
              label: <EntryHead entry={entry} rounds={read.filter(({ form }) => form === entry.form).length} />,
              children: entryBody(opened, entry),
            }))}
          />
        </section>
      ))}
    </section>
  );
};

const entryBody = ({ described, record, entries }: OpenRecord, entry: Entry) => {
  const form = described.forms[entry.form];
  const newest = entries.findLast((one) => one.form === entry.form)?.id === entry.id;
  return form === undefined ? (
    <pre>{JSON.stringify(entry.data, null, 2)}</pre>
  ) : (
    <EntryView
      form={form}
      data={newest ? withSecrets(form, record.data, entry.data) : entry.data}
      organization={record.organization}
    />
  );
};

const EntryHead = ({ entry, rounds }: { readonly entry: Entry; readonly rounds: number }) => (
  <span className="entry-head">
    <strong>{titled(entry.title)}</strong>
    {(rounds > 1 || entry.round > 1) && <Tag>{say('entries.round', { round: entry.round })}</Tag>}
    <small>
      {say('entries.by', {
        name: entry.by.id === 'system' ? say('timeline.system') : entry.by.name,
        at: showInstant(entry.at),
      })}
    </small>
  </span>
);
