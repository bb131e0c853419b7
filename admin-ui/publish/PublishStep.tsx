import { Alert, Button, Card, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import type { StoredImpact } from '#engine/rule/impact.ts';
import { api, newKey } from '../../runtime-ui/api.ts';
import { fromLocalText } from '../../runtime-ui/form/local-time.ts';
import { ShowProblem } from '../../runtime-ui/frame/ShowProblem.tsx';
import { go } from '../../runtime-ui/router.ts';
import { DayInput } from '../../runtime-ui/value/DayInput.tsx';
import { usePack } from '../catalog/pack-context.ts';
import { draftApi } from '../draft/draft-api.ts';
import { useRights } from '../frame/rights.ts';
import { useAction } from '../frame/use-action.ts';
import type { Draft } from '../types.ts';
import { say } from '../words.ts';
import type { DraftAccess } from './access-answer.ts';
import { Plan } from './Plan.tsx';
import { whyNotPublish } from './publish-readiness.ts';
import { StoredImpacts } from './StoredImpacts.tsx';

interface PublishStepProps {
  readonly draft: Draft;
  readonly access: DraftAccess | undefined;
  readonly impacts: readonly StoredImpact[] | undefined;
  readonly checked: boolean | undefined;
  readonly tested: boolean | undefined;
  readonly changed: () => Promise<void>;
}

/** Makes the draft the release in force, now or at a moment to come, or says why not yet. */
export const PublishStep = ({ draft, access, impacts, checked, tested, changed }: PublishStepProps) => {
  const { publish } = useRights();
  const { reload } = usePack();
  const [note, setNote] = useState('');
  const [later, setLater] = useState(false);
  const [moment, setMoment] = useState('');
  const [key] = useState(newKey);
  const { busy, problem, act } = useAction();
  const approved = access?.approved;
  const reason = whyNotPublish({ mayPublish: publish, items: draft.items.length, checked, tested, approved });
  const at = fromLocalText(moment);
  const send = () =>
    act(async () => {
      const path = `/drafts/${encodeURIComponent(draft.id)}/publish`;
      const { id } = await api.post<{ id: string }>(path, { note: note.trim() }, key);
      await reload();
      const foreseen = await api.get<StoredImpact[]>(`/releases/${id}/impact`).catch(() => []);
      go(foreseen.length > 0 ? `/admin/releases/${id}/impact` : '/admin/releases');
    });
  const plan = () =>
    act(async () => {
      await draftApi.plan(draft.id, at ?? '', note.trim());
      await changed();
    });
  return (
    <Card className="gap" title={<h2>{say('publish.title')}</h2>}>
      {access?.plan && <Plan draft={draft.id} plan={access.plan} changed={changed} />}
      {problem && <ShowProblem problem={problem} />}
      {impacts && draft.items.length > 0 && <StoredImpacts impacts={impacts} />}
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
        {publish && (
          <Form.Item label={say('plan.when')} {...(later && { extra: say('plan.hint') })}>
            <Radio.Group
              aria-label={say('plan.when')}
              value={later}
              onChange={(event) => setLater(event.target.value)}
              options={[
                { value: false, label: say('plan.now') },
                { value: true, label: say('plan.later') },
              ]}
            />
            {later && <DayInput time label={say('plan.moment')} value={moment} change={setMoment} />}
          </Form.Item>
        )}
      </Form>
      {reason && (
        <Alert id="publish-reason" showIcon type="info" className="gap" title={say(`publish.not.${reason}`)} />
      )}
      <Button
        type="primary"
        disabled={reason !== undefined || note.trim() === '' || (later && !at)}
        loading={busy}
        aria-describedby="publish-reason"
        onClick={() => void (later ? plan() : send())}
      >
        {say(later ? 'plan.run' : 'publish.run')}
      </Button>
      {busy && !later && (
        <span role="status" className="muted working">
          {say('publish.working')}
        </span>
      )}
    </Card>
  );
};
