import { Alert, Button, Card, Empty, Input, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { DemoUser } from '../answer/people.ts';
import { showInstant } from '../value/show-time.ts';
import { say, titled } from '../words.ts';
import { type DemoGroup, groupDemoUsers } from './group-demo-users.ts';

interface DemoUsersProps {
  readonly users: readonly DemoUser[];
  readonly clock: string | null;
  readonly busy: string | undefined;
  readonly choose: (username: string) => void;
}

/** The people of the demonstration by organization, one click each. */
export const DemoUsers = ({ users, clock, busy, choose }: DemoUsersProps) => {
  const [filter, setFilter] = useState('');
  const groups = groupDemoUsers(users, filter);
  return (
    <Card className="demo-users" title={<h2>{say('demo.title')}</h2>}>
      {clock && <Alert type="info" showIcon title={say('demo.clock', { at: showInstant(clock) })} />}
      <Typography.Paragraph type="secondary">{say('demo.hint')}</Typography.Paragraph>
      <Input.Search
        allowClear
        aria-label={say('demo.filter')}
        placeholder={say('demo.filter')}
        value={filter}
        onChange={(event) => setFilter(event.target.value)}
      />
      {groups.length === 0 && <Empty description={say('demo.none')} />}
      {groups.map((group) => (
        <Group key={group.id} group={group} busy={busy} choose={choose} />
      ))}
    </Card>
  );
};

const Group = ({ group, busy, choose }: { group: DemoGroup } & Pick<DemoUsersProps, 'busy' | 'choose'>) => (
  <section className="demo-group">
    <h3>
      {group.name} <Tag>{titled(group.level)}</Tag>
    </h3>
    <div className="demo-people">
      {group.users.map((user) => (
        <Button
          key={user.id}
          className="demo-person"
          data-user={user.username}
          loading={busy === user.username}
          disabled={busy !== undefined && busy !== user.username}
          onClick={() => choose(user.username)}
        >
          <span>
            <strong>{user.name}</strong>
            <small>{[...user.posts, ...user.roles].map(titled).filter(unique).join(say('comma'))}</small>
          </span>
        </Button>
      ))}
    </div>
  </section>
);

const unique = (text: string, index: number, all: readonly string[]): boolean => all.indexOf(text) === index;
