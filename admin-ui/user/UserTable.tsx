import { Button, Empty, Space, Table, Tag } from 'antd';
import { useNarrow } from '../../runtime-ui/frame/use-narrow.ts';
import { titled } from '../../runtime-ui/words.ts';
import { ScrollBox } from '../frame/ScrollBox.tsx';
import { say } from '../words.ts';
import type { HeldPost, ManagedUser, UserPage } from './user-answer.ts';

type Deed = 'password' | 'unlock' | 'off' | 'on' | { readonly request: string; readonly agree: boolean };
export type UserDeed = (user: ManagedUser, deed: Deed) => Promise<void>;

interface UserTableProps {
  readonly users: UserPage | undefined;
  readonly loading: boolean;
  readonly busy: boolean;
  readonly page: { readonly current: number; readonly pageSize: number; readonly turn: (page: number) => void };
  readonly edit: (user: ManagedUser) => void;
  readonly take: UserDeed;
}

export const UserTable = ({ users, loading, busy, page, edit, take }: UserTableProps) => {
  const narrow = useNarrow();
  const tools = { busy, edit, take };
  return (
    <ScrollBox>
      <Table<ManagedUser>
        size="small"
        rowKey="id"
        loading={loading && users === undefined}
        dataSource={[...(users?.items ?? [])]}
        locale={{ emptyText: <Empty description={say('users.none')} /> }}
        pagination={{
          current: page.current,
          pageSize: page.pageSize,
          total: users?.total ?? 0,
          onChange: page.turn,
          showSizeChanger: false,
          simple: narrow,
        }}
        columns={[
          { title: say('users.name'), width: 150, render: (_, user) => <Name user={user} /> },
          { title: say('users.organization'), width: 200, render: (_, user) => user.organization.name },
          { title: say('users.role'), width: 200, render: (_, user) => <Roles user={user} busy={busy} take={take} /> },
          {
            title: say('users.post'),
            width: 220,
            render: (_, user) =>
              user.posts.map((held) => <div key={`${held.organization} ${held.post}`}>{words(held)}</div>),
          },
          { title: say('users.state'), width: 120, render: (_, user) => <State user={user} /> },
          { title: say('users.tools'), render: (_, user) => <Tools user={user} {...tools} /> },
        ]}
      />
    </ScrollBox>
  );
};

const Name = ({ user }: { readonly user: ManagedUser }) => (
  <>
    <strong>{user.name}</strong>
    <br />
    <code className="muted">{user.username}</code>
  </>
);

const words = ({ title, from, to }: HeldPost): string => {
  if (from === null && to === null) return titled(title);
  return say('users.term', { post: titled(title), from: from ?? say('users.always'), to: to ?? say('users.open') });
};

const State = ({ user }: { readonly user: ManagedUser }) => (
  <>
    <Tag color={user.active ? 'green' : 'red'}>{say(user.active ? 'users.active' : 'users.suspended')}</Tag>
    {user.password !== 'own' && <Tag>{say(user.password === 'none' ? 'users.noPassword' : 'users.oneTime')}</Tag>}
  </>
);

const Roles = ({ user, busy, take }: Pick<UserTableProps, 'busy' | 'take'> & { readonly user: ManagedUser }) => (
  <>
    {user.roles.map(({ title }) => titled(title)).join(say('comma'))}
    {user.requests.map(({ id, title }) => (
      <div key={id} className="role-request">
        <Tag color="gold">{say('users.waiting', { role: titled(title) })}</Tag>
        {([true, false] as const).map((agree) => (
          <Button
            key={String(agree)}
            size="small"
            type="link"
            disabled={busy}
            aria-label={say(agree ? 'users.agreeTo' : 'users.refuseTo', { role: titled(title), name: user.name })}
            onClick={() => void take(user, { request: id, agree })}
          >
            {say(agree ? 'users.agree' : 'users.refuse')}
          </Button>
        ))}
      </div>
    ))}
  </>
);

const Tools = ({
  user,
  busy,
  edit,
  take,
}: Pick<UserTableProps, 'busy' | 'edit' | 'take'> & { readonly user: ManagedUser }) => {
  if (user.own) return <span className="muted">{say('users.own')}</span>;
  const button = (deed: 'password' | 'unlock' | 'off' | 'on') => (
    <Button
      size="small"
      danger={deed === 'off'}
      disabled={busy}
      aria-label={say(`users.tool.${deed}Of`, { name: user.name })}
      onClick={() => void take(user, deed)}
    >
      {say(`users.tool.${deed}`)}
    </Button>
  );
  return (
    <Space wrap>
      <Button
        size="small"
        disabled={busy}
        aria-label={say('users.tool.editOf', { name: user.name })}
        onClick={() => edit(user)}
      >
        {say('users.tool.edit')}
      </Button>
      {button('password')}
      {button('unlock')}
      {button(user.active ? 'off' : 'on')}
    </Space>
  );
};
