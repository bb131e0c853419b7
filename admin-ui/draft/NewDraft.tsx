import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { newKey } from '../../runtime-ui/api.ts';
import { ShowProblem } from '../../runtime-ui/frame/ShowProblem.tsx';
import { useAction } from '../frame/use-action.ts';
import { say } from '../words.ts';
import { draftApi } from './draft-api.ts';

interface NewDraftProps {
  readonly opened: (id: string) => void;
  readonly close: () => void;
}

/** Opens a draft on the release in force. */
export const NewDraft = ({ opened, close }: NewDraftProps) => {
  const [title, setTitle] = useState('');
  const [key] = useState(newKey);
  const { busy, problem, act } = useAction();
  const open = () =>
    act(async () => {
      const { id } = await draftApi.open(title.trim(), key);
      opened(id);
    });
  return (
    <Modal
      open
      title={say('drafts.new')}
      okText={say('drafts.open')}
      okButtonProps={{ disabled: title.trim() === '', loading: busy }}
      onOk={() => void open()}
      onCancel={close}
    >
      {problem && <ShowProblem problem={problem} />}
      <Form layout="vertical" onFinish={() => void open()}>
        <Form.Item label={say('drafts.name')} extra={say('drafts.nameHint')} htmlFor="draft-title">
          <Input
            id="draft-title"
            autoFocus
            maxLength={200}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
};
