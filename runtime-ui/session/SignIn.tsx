import { Alert, Button, Card, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import type { DemoUser, Me } from '../answer/people.ts';
import { type ApiProblem, api } from '../api.ts';
import { asProblem, useLoaded } from '../use-loaded.ts';
import { say } from '../words.ts';
import { DemoUsers } from './DemoUsers.tsx';
import { ReplacePassword } from './ReplacePassword.tsx';

interface Demo {
  readonly clock: string | null;
  readonly users: readonly DemoUser[];
}

/** A password somebody else has given: it has to be replaced before it opens anything. */
interface Given {
  readonly username: string;
  readonly password: string;
}

const demoPassword = 'demo';
const none: Demo = { clock: null, users: [] };

/** Only a demonstration is asked for its people: elsewhere there is no such page. */
const loadDemo = async (): Promise<Demo> => {
  const { demo } = await api.get<{ demo: boolean }>('/session/platform');
  return demo ? await api.get<Demo>('/session/demo-users') : none;
};

/** The page of somebody who is not signed in. `signedIn` is called with who it is. */
export const SignIn = ({ signedIn }: { readonly signedIn: (me: Me) => void }) => {
  const demo = useLoaded('demo-users', () => loadDemo().catch(() => none));
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState<string>();
  const [given, setGiven] = useState<Given>();
  const enter = async (username: string, password: string, newPassword?: string) => {
    setBusy(username);
    setProblem(undefined);
    try {
      const body = { username, password, ...(newPassword !== undefined && { newPassword }) };
      signedIn(await api.once<Me>('POST', '/session', body));
    } catch (error) {
      const found = asProblem(error);
      const replaces = found.slug === 'password-change';
      if (replaces) setGiven({ username, password });
      setProblem(replaces && found.issues.length === 0 ? undefined : found);
      setBusy(undefined);
    }
  };
  const users = demo.value?.users ?? [];
  return (
    <main className="sign-in">
      <header className="sign-in-head">
        <Typography.Title level={1}>{say('product')}</Typography.Title>
        <Typography.Paragraph>{say('signIn.subtitle')}</Typography.Paragraph>
      </header>
      <div className="sign-in-body">
        <Card className="sign-in-card" title={<h2>{say('signIn.title')}</h2>}>
          {problem && (
            <Alert
              type="error"
              showIcon
              title={problem.issues[0]?.message || problem.message || say('offline')}
              role="alert"
            />
          )}
          {given ? (
            <ReplacePassword
              busy={busy !== undefined}
              replace={(chosen) => enter(given.username, given.password, chosen)}
            />
          ) : (
            <SignInForm busy={busy !== undefined} enter={enter} />
          )}
        </Card>
        {users.length > 0 && (
          <DemoUsers
            users={users}
            clock={demo.value?.clock ?? null}
            busy={busy}
            choose={(name) => void enter(name, demoPassword)}
          />
        )}
      </div>
    </main>
  );
};

interface SignInFormProps {
  readonly busy: boolean;
  readonly enter: (username: string, password: string) => Promise<void>;
}

const SignInForm = ({ busy, enter }: SignInFormProps) => (
  <Form
    layout="vertical"
    requiredMark={false}
    onFinish={({ username, password }: { username: string; password: string }) => enter(username.trim(), password)}
  >
    <Form.Item
      name="username"
      label={say('signIn.username')}
      rules={[{ required: true, message: say('signIn.usernameMissing') }]}
    >
      <Input autoComplete="username" size="large" />
    </Form.Item>
    <Form.Item
      name="password"
      label={say('signIn.password')}
      rules={[{ required: true, message: say('signIn.passwordMissing') }]}
    >
      <Input.Password autoComplete="current-password" size="large" />
    </Form.Item>
    <Button type="primary" htmlType="submit" size="large" block loading={busy}>
      {say('signIn.enter')}
    </Button>
  </Form>
);
