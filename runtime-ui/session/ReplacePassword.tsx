import { Alert, Button, Form, Input } from 'antd';
import { say } from '../words.ts';

interface ReplacePasswordProps {
  readonly busy: boolean;
  readonly replace: (password: string) => Promise<void>;
}

/** One's own password in place of the one that was given. */
export const ReplacePassword = ({ busy, replace }: ReplacePasswordProps) => (
  <Form layout="vertical" requiredMark={false} onFinish={({ chosen }: { chosen: string }) => replace(chosen)}>
    <Alert type="info" showIcon title={say('signIn.replace')} description={say('signIn.replaceHint')} />
    <Form.Item
      name="chosen"
      label={say('signIn.newPassword')}
      rules={[{ required: true, min: 10, message: say('signIn.replaceHint') }]}
    >
      <Input.Password autoComplete="new-password" size="large" />
    </Form.Item>
    <Form.Item
      name="again"
      label={say('signIn.repeat')}
      dependencies={['chosen']}
      rules={[
        ({ getFieldValue }) => ({
          validator: (_, value) =>
            value === getFieldValue('chosen') ? Promise.resolve() : Promise.reject(new Error(say('signIn.differ'))),
        }),
      ]}
    >
      <Input.Password autoComplete="new-password" size="large" />
    </Form.Item>
    <Button type="primary" htmlType="submit" size="large" block loading={busy}>
      {say('signIn.enter')}
    </Button>
  </Form>
);
