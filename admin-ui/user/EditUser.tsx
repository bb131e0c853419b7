import { Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import type { Organization } from '../../runtime-ui/answer/people.ts';
import { api, newKey } from '../../runtime-ui/api.ts';
import { Icon } from '../../runtime-ui/frame/Icon.tsx';
import { ShowProblem } from '../../runtime-ui/frame/ShowProblem.tsx';
import { DayInput } from '../../runtime-ui/value/DayInput.tsx';
import { titled } from '../../runtime-ui/words.ts';
import { useAction } from '../frame/use-action.ts';
import { say } from '../words.ts';
import type { Grants, ManagedUser } from './user-answer.ts';

interface EditUserProps {
  /** undefined: a new one. */
  readonly user: ManagedUser | undefined;
  readonly grants: Grants;
  readonly organizations: readonly Organization[];
  readonly close: () => void;
  readonly done: () => Promise<void>;
}

interface Row {
  readonly key: string;
  readonly post: string;
  readonly organization: string | undefined;
  readonly from: string;
  readonly to: string;
}

const rowsOf = (user: ManagedUser | undefined): readonly Row[] =>
  (user?.posts ?? []).map(({ post, organization, from, to }) => ({
    key: `${organization} ${post}`,
    post,
    organization,
    from: from ?? '',
    to: to ?? '',
  }));

/** Name, roles and posts by date of one person; of a new one the user name and the organization, too. */
export const EditUser = ({ user, grants, organizations, close, done }: EditUserProps) => {
  const [username, setUsername] = useState('');
  const [name, setName] = useState(user?.name ?? '');
  const [organization, setOrganization] = useState<string>();
  const [roles, setRoles] = useState<readonly string[]>(user?.roles.map(({ key }) => key) ?? []);
  const [posts, setPosts] = useState(rowsOf(user));
  const [key] = useState(newKey);
  const { busy, problem, act } = useAction();
  const save = async () => {
    const given = {
      name: name.trim(),
      roles,
      posts: posts
        .filter(({ post }) => post !== '')
        .map(({ post, organization: place, from, to }) => ({
          post,
          ...(place !== undefined && { organization: place }),
          from: from || null,
          to: to || null,
        })),
    };
    const saved = await act(async () => {
      if (user) await api.put(`/accounts/${user.id}`, given, problem === undefined ? key : newKey());
      else {
        const body = { ...given, username: username.trim(), ...(organization && { organization }) };
        await api.post('/accounts', body, problem === undefined ? key : newKey());
      }
    });
    if (saved) await done();
  };
  return (
    <Modal
      open
      width={760}
      title={user ? say('users.edit', { name: user.name }) : say('users.new')}
      okText={say('users.save')}
      okButtonProps={{ loading: busy, disabled: name.trim() === '' || (!user && username.trim() === '') }}
      onOk={() => void save()}
      onCancel={close}
      mask={{ closable: false }}
    >
      {problem && <ShowProblem problem={problem} />}
      <Form layout="vertical" component={false}>
        {!user && (
          <>
            <Form.Item label={say('users.username')} htmlFor="user-username" extra={say('users.usernameHint')} required>
              <Input id="user-username" value={username} onChange={(event) => setUsername(event.target.value)} />
            </Form.Item>
            <Form.Item label={say('users.organization')} htmlFor="user-organization" extra={say('users.placeHint')}>
              <Select
                id="user-organization"
                showSearch={{ optionFilterProp: 'label' }}
                value={organization ?? null}
                options={organizations.map((one) => ({ value: one.id, label: one.name }))}
                onChange={(value) => setOrganization(value ?? undefined)}
              />
            </Form.Item>
          </>
        )}
        <Form.Item label={say('users.name')} htmlFor="user-name" required>
          <Input id="user-name" value={name} onChange={(event) => setName(event.target.value)} />
        </Form.Item>
        <Form.Item label={say('users.role')} htmlFor="user-roles" extra={say('users.secondHint')}>
          <Select
            id="user-roles"
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            value={[...roles]}
            options={grants.roles.map((role) => ({
              value: role.key,
              label: role.second ? say('users.two', { role: titled(role.title) }) : titled(role.title),
              disabled: !role.allowed,
            }))}
            onChange={setRoles}
          />
        </Form.Item>
        <Posts rows={posts} change={setPosts} grants={grants} />
      </Form>
    </Modal>
  );
};

interface PostsProps {
  readonly rows: readonly Row[];
  readonly change: (rows: readonly Row[]) => void;
  readonly grants: Grants;
}

const Posts = ({ rows, change, grants }: PostsProps) => {
  const put = (at: number, part: Partial<Row>) =>
    change(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
  return (
    <fieldset className="user-posts">
      <legend>{say('users.post')}</legend>
      {rows.map((row, index) => (
        <div key={row.key} className="user-post">
          <Select
            aria-label={say('users.post')}
            showSearch={{ optionFilterProp: 'label' }}
            value={row.post || null}
            options={grants.posts.map(({ key, title }) => ({ value: key, label: titled(title) }))}
            onChange={(post) => put(index, { post: post ?? '' })}
          />
          <DayInput label={say('users.from')} value={row.from} change={(from) => put(index, { from })} />
          <DayInput label={say('users.to')} value={row.to} change={(to) => put(index, { to })} />
          <Button
            aria-label={say('users.removePost')}
            icon={<Icon name="x-lg" />}
            onClick={() => change(rows.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <Button
        size="small"
        onClick={() => change([...rows, { key: newKey(), post: '', organization: undefined, from: '', to: '' }])}
      >
        {say('users.addPost')}
      </Button>
    </fieldset>
  );
};
