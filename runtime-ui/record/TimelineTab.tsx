import { Empty, Timeline } from 'antd';
import { isObject } from '#engine/json.ts';
import { Loading } from '../frame/Loading.tsx';
import type { Described, LoggedEvent } from '../types.ts';
import { type Labels, useLabels } from '../value/lookup.ts';
import { showInstant } from '../value/show-time.ts';
import { showValue } from '../value/show-value.ts';
import { say, titled } from '../words.ts';
import { changesOf, eventTitle } from './event-words.ts';
import { type OpenRecord, useRelated } from './use-record.ts';

/** What happened, newest first: who, when, on whose behalf, with which opinion, and which values changed. */
export const TimelineTab = ({ opened: { described, record } }: { readonly opened: OpenRecord }) => {
  const events = useRelated<LoggedEvent>(record, 'events');
  const labels = useLabels();
  return (
    <Loading of={events}>
      {(value) =>
        value.length === 0 ? (
          <Empty description={say('timeline.none')} />
        ) : (
          <Timeline
            className="timeline"
            items={value.map((event) => ({
              key: event.id,
              content: (
                <EventView event={event} described={described} labels={labels} organization={record.organization} />
              ),
            }))}
          />
        )
      }
    </Loading>
  );
};

interface EventViewProps {
  readonly event: LoggedEvent;
  readonly described: Described;
  readonly labels: Labels;
  readonly organization: string;
}

const EventView = ({ event, described, labels, organization }: EventViewProps) => {
  const data = event.data ?? {};
  const states = [data.from, data.to].map((state) =>
    typeof state === 'string' ? titled(described.states[state]?.title) || state : '',
  );
  return (
    <div className="event">
      <strong>{eventTitle(event, described)}</strong>
      <span>
        {event.onBehalfOf
          ? say('timeline.onBehalf', { name: event.actor.name, other: event.onBehalfOf.name })
          : event.actor.name}
      </span>
      <time dateTime={event.at}>{showInstant(event.at)}</time>
      {states[0] !== states[1] && states[1] !== '' && (
        <p>{say('timeline.states', { from: states[0], to: states[1] })}</p>
      )}
      {typeof data.opinion === 'string' && data.opinion !== '' && <blockquote>{data.opinion}</blockquote>}
      <Changes data={data} described={described} labels={labels} organization={organization} />
    </div>
  );
};

const Changes = ({
  data,
  described,
  labels,
  organization,
}: Omit<EventViewProps, 'event'> & { data: Readonly<Record<string, unknown>> }) => {
  const changes = changesOf(data);
  if (changes.length === 0) return null;
  return (
    <ul className="changes">
      {changes.map(({ field, old, now }) => {
        const known = described.fields.find((one) => one.field === field);
        const words = (value: unknown) =>
          (isObject(value) && !('zh' in value)
            ? say('timeline.hashed')
            : known
              ? showValue(known, value, labels, organization)
              : String(value ?? '')) || say('conflict.empty');
        return (
          <li key={field}>
            {titled(known?.title) || field}: <del>{words(old)}</del> <span aria-hidden="true">→</span>{' '}
            <ins>{words(now)}</ins>
          </li>
        );
      })}
    </ul>
  );
};
