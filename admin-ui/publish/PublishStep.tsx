import { Alert, Button, Card, Form, Input } from 'antd';
import { useState } from 'react';
import { api, newKey } from '../../runtime-ui/api.ts';
import { ShowProblem } from '../../runtime-ui/frame/ShowProblem.tsx';
import { go } from '../../runtime-ui/router.ts';
import { usePack } from '../catalog/pack-context.ts';
import { useRights } from '../frame/rights.ts';
import { useAction } from '../frame/use-action.ts';
import type { Draft } from '../types.ts';
import { say } from '../words.ts';
import { whyNotPublish } from './publish-readiness.ts';

interface PublishStepProps {
  readonly draft: Draft;
  readonly checked: boolean | undefined;
  readonly tested: boolean | undefined;
}

/** Makes the draft the release in force, or says why not yet. */
export const PublishStep = ({ draft, checked, tested }: PublishStepProps) => {
  const { publish } = useRights();
  const { reload } = usePack();
  const [note, setNote] = useState('');
  const [key] = useState(newKey);
  const { busy, problem, act } = useAction();
  const reason = whyNotPublish({ mayPublish: publish, items: draft.items.length, checked, tested });
  const send = () =>
    act(async () => {
      await api.post(`/drafts/${encodeURIComponent(draft.id)}/publish`, { note: note.trim() }, key);
      await reload();
      go('/admin/releases');
    });
  return (
    <Card className="gap" title={<h2>{say('publish.title')}</h2>}>
      {problem && <ShowProblem problem={problem} />}
      <Form layout="vertical" component={false}>
        <Form.Item label={say('publish.note')} htmlFor="publish-note" extra={say('publish.noteHint')}>
          <Input.TextArea
            id="publish-note"
            rows={2}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </Form.Item>
      </Form>
      {reason && (
        <Alert id="publish-reason" showIcon type="info" className="gap" title={say(`publish.not.${reason}`)} />
      )}
      <Button
        type="primary"
        disabled={reason !== undefined || note.trim() === ''}
        loading={busy}
        aria-describedby="publish-reason"
        onClick={() => void send()}
      >
        {say('publish.run')}
      </Button>
      {busy && (
        <span role="status" className="muted working">
          {say('publish.working')}
        </span>
      )}
    </Card>
  );
};
