import { Button, Empty, Timeline } from 'antd';
import { useState } from 'react';
import type { ApprovalRun } from '../answer/acting.ts';
import type { Described } from '../answer/modules.ts';
import type { LoggedEvent } from '../answer/records.ts';
import { Link } from '../frame/Link.tsx';
import { Loading } from '../frame/Loading.tsx';
import { type Labels, useLabels } from '../value/lookup.ts';
import { showInstant } from '../value/show-time.ts';
import { say, titled } from '../words.ts';
import { ChangeList } from './ChangeList.tsx';
import { eventTitle, opinions } from './event-words.ts';
import { type OpenRecord, useRelated } from './use-record.ts';

/** As many as are drawn before somebody asks for more: a case of a year has hundreds. */
const atOnce = 40;

/** What happened, newest first: who, when, on whose behalf, with which opinion, and which values changed. */
export const TimelineTab = ({ opened: { described, record } }: { readonly opened: OpenRecord }) => {
  const events = useRelated<LoggedEvent>(record, 'events');
  const approvals = useRelated<ApprovalRun>(record, 'approvals');
  const labels = useLabels();
  const [many, setMany] = useState(atOnce);
  const opinionOf = opinions(approvals.value ?? []);
  return (
    <Loading of={events}>
      {(value) =>
        value.length === 0 ? (
          <Empty description={say('timeline.none')} />
        ) : (
          <>
            <Timeline
              className="timeline"
              items={value.slice(0, many).map((event) => ({
                key: event.id,
                content: (
                  <EventView
                    event={event}
                    own={event.record === record._id}
                    described={event.record === record._id ? described : labels.module(event.module ?? '')}
                    opinion={opinionOf(event)}
                    labels={labels}
                    organization={record.organization}
                  />
                ),
              }))}
            />
            {value.length > many && (
              <Button onClick={() => setMany(many + atOnce)}>
                {say('timeline.earlier', { count: value.length - many })}
              </Button>
            )}
          </>
        )
      }
    </Loading>
  );
};

interface EventViewProps {
  readonly event: LoggedEvent;
  /** False when it happened to a record below this one. */
  readonly own: boolean;
  readonly described: Described | undefined;
  readonly opinion: string | undefined;
  readonly labels: Labels;
  readonly organization: string;
}

const machine = 'system';

const actorOf = ({ actor, onBehalfOf }: LoggedEvent): string => {
  if (actor.id === machine) return say('timeline.system');
  return onBehalfOf ? say('timeline.onBehalf', { name: actor.name, other: onBehalfOf.name }) : actor.name;
};

export const EventView = ({ event, own, described, opinion, labels, organization }: EventViewProps) => {
  const data = event.data ?? {};
  const [from, to] = [data.from, data.to].map((state) =>
    typeof state === 'string' ? titled(described?.states[state]?.title) || state : '',
  );
  return (
    <div className="event">
      {!own && event.module && (
        <Link to={`/m/${event.module}/${event.record}`}>
          {[titled(described?.title), event.title].filter(Boolean).join(' ')}
        </Link>
      )}
      <strong>{eventTitle(event, described)}</strong>
      <span>{actorOf(event)}</span>
      <time dateTime={event.at}>{showInstant(event.at)}</time>
      {from !== to && to !== '' && <p>{from === '' ? to : say('timeline.states', { from, to })}</p>}
      {opinion && <blockquote>{opinion}</blockquote>}
      <ChangeList changes={data.changes} described={described} labels={labels} organization={organization} />
    </div>
  );
};
