import { Alert, App, Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { Organization } from '../../runtime-ui/answer/people.ts';
import { api } from '../../runtime-ui/api.ts';
import { ShowProblem } from '../../runtime-ui/frame/ShowProblem.tsx';
import { useLoaded } from '../../runtime-ui/use-loaded.ts';
import { showInstant } from '../../runtime-ui/value/show-time.ts';
import { titled } from '../../runtime-ui/words.ts';
import { useAction } from '../frame/use-action.ts';
import { say } from '../words.ts';
import { EditUser } from './EditUser.tsx';
import { type UserDeed, UserTable } from './UserTable.tsx';
import type { Grants, ManagedUser, UserPage } from './user-answer.ts';

const pageSize = 20;
const none: Grants = { roles: [], posts: [] };

interface Filter {
  readonly search: string;
  readonly organization: string;
  readonly role: string;
  readonly post: string;
}

/** The people of one's organization and those below: who they are, what they may, and whether they can sign in. */
export const UsersPage = () => {
  const [filter, setFilter] = useState<Filter>({ search: '', organization: '', role: '', post: '' });
  const [page, setPage] = useState(1);
  const [edited, edit] = useState<ManagedUser | 'new'>();
  const [given, setGiven] = useState<{ name: string; password: string; until: string }>();
  const path = `/accounts?${new URLSearchParams({ ...filter, skip: String((page - 1) * pageSize), limit: String(pageSize) })}`;
  const users = useLoaded(path, () => api.get<UserPage>(path));
  const grants = useLoaded('grants', () => api.get<Grants>('/accounts/grants')).value ?? none;
  const organizations = useLoaded('organizations', () => api.get<Organization[]>('/organizations')).value ?? [];
  const { busy, problem, act } = useAction();
  const { message } = App.useApp();
  const narrow = (change: Partial<Filter>) => {
    setFilter({ ...filter, ...change });
    setPage(1);
  };
  const take: UserDeed = async (user, deed) => {
    setGiven(undefined);
    const done = await act(async () => {
      if (deed === 'password') {
        const answer = await api.post<{ password: string; until: string }>(`/accounts/${user.id}/password`);
        setGiven({ name: user.name, ...answer });
      } else if (deed === 'unlock') await api.post(`/accounts/${user.id}/unlock`);
      else if (typeof deed === 'string') await api.post(`/accounts/${user.id}/active`, { active: deed === 'on' });
      else await api.post(`/accounts/requests/${deed.request}`, { agree: deed.agree });
    });
    if (done) void message.success(say('users.done'));
    await users.reload();
  };
  return (
    <>
      <header className="page-head">
        <h1 className="page-title">{say('users.title')}</h1>
        <Button type="primary" onClick={() => edit('new')}>
          {say('users.new')}
        </Button>
      </header>
      <Filters filter={filter} narrow={narrow} grants={grants} organizations={organizations} />
      {problem && <ShowProblem problem={problem} />}
      {users.problem && <ShowProblem problem={users.problem} again={() => void users.reload()} />}
      {given && (
        <Alert
          className="gap"
          type="success"
          showIcon
          closable
          title={say('users.given', { name: given.name, until: showInstant(given.until) })}
          description={<code className="given-password">{given.password}</code>}
        />
      )}
      <UserTable
        users={users.value}
        loading={users.loading}
        busy={busy}
        page={{ current: page, pageSize, turn: setPage }}
        edit={edit}
        take={take}
      />
      {edited && (
        <EditUser
          user={edited === 'new' ? undefined : edited}
          grants={grants}
          organizations={organizations}
          close={() => edit(undefined)}
          done={async () => {
            edit(undefined);
            await users.reload();
          }}
        />
      )}
    </>
  );
};

interface FiltersProps {
  readonly filter: Filter;
  readonly narrow: (change: Partial<Filter>) => void;
  readonly grants: Grants;
  readonly organizations: readonly Organization[];
}

const Filters = ({ filter, narrow, grants, organizations }: FiltersProps) => {
  const choose = (name: 'organization' | 'role' | 'post', options: readonly { value: string; label: string }[]) => (
    <Select
      showSearch={{ optionFilterProp: 'label' }}
      className="user-filter"
      aria-label={say(`users.${name}`)}
      value={filter[name]}
      options={[{ value: '', label: say('users.all', { what: say(`users.${name}`) }) }, ...options]}
      onChange={(value) => narrow({ [name]: value })}
    />
  );
  const optionsOf = (list: Grants['posts']) => list.map(({ key, title }) => ({ value: key, label: titled(title) }));
  return (
    <div className="user-filters">
      <Input.Search
        allowClear
        className="user-filter"
        aria-label={say('users.search')}
        placeholder={say('users.search')}
        onSearch={(search) => narrow({ search: search.trim() })}
      />
      {choose(
        'organization',
        organizations.map(({ id, name }) => ({ value: id, label: name })),
      )}
      {choose('role', optionsOf(grants.roles))}
      {choose('post', optionsOf(grants.posts))}
    </div>
  );
};
