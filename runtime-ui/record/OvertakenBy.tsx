import { Alert } from 'antd';
import type { Entry, LoggedEvent, StoredRecord } from '../answer/records.ts';
import { api } from '../api.ts';
import { useLabels } from '../value/lookup.ts';
import { say } from '../words.ts';
import { EventView } from './TimelineTab.tsx';
import { type OpenRecord, recordPath } from './use-record.ts';

/** The record as it is by now, and what was done to it since a version. */
export interface Overtaken {
  readonly record: StoredRecord;
  readonly entries: readonly Entry[];
  readonly events: readonly LoggedEvent[];
}

export const loadOvertaken = async (opened: StoredRecord, version: number): Promise<Overtaken> => {
  const path = recordPath(opened);
  const [record, entries, events] = await Promise.all([
    api.get<StoredRecord>(path),
    api.get<Entry[]>(`${path}/entries`),
    api.get<LoggedEvent[]>(`${path}/events`),
  ]);
  const since = events.filter((event) => event.record === record._id && Number(event.version ?? 0) > version);
  return { record, entries, events: since };
};

interface OvertakenByProps {
  readonly opened: OpenRecord;
  readonly by: Overtaken;
}

/** What others did while the dialog was open; whoever has seen it may go on. */
export const OvertakenBy = ({ opened, by }: OvertakenByProps) => {
  const labels = useLabels();
  return (
    <Alert
      type="warning"
      role="alert"
      title={say('action.overtaken')}
      description={by.events.map((event) => (
        <EventView
          key={event.id}
          event={event}
          own
          described={opened.described}
          opinion={undefined}
          labels={labels}
          organization={opened.record.organization}
        />
      ))}
    />
  );
};
