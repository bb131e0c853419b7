import { Alert, Button, Card, Tag } from 'antd';
import { useState } from 'react';
import { newKey } from '../../runtime-ui/api.ts';
import { ShowProblem } from '../../runtime-ui/frame/ShowProblem.tsx';
import { showInstant } from '../../runtime-ui/value/show-time.ts';
import { titled } from '../../runtime-ui/words.ts';
import type { Pack } from '../catalog/pack.ts';
import { draftApi } from '../draft/draft-api.ts';
import { NoteField } from '../frame/NoteField.tsx';
import { useAction } from '../frame/use-action.ts';
import type { Draft } from '../types.ts';
import { say } from '../words.ts';
import type { DraftAccess } from './access-answer.ts';
import { gainLines } from './gain-lines.ts';

interface AccessStepProps {
  readonly draft: Draft;
  readonly access: DraftAccess;
  readonly pack: Pack | undefined;
  readonly changed: () => Promise<void>;
}

/** Who would be allowed more than before, and the yes of a second person to it. */
export const AccessStep = ({ draft, access, pack, changed }: AccessStepProps) => (
  <Card
    className="gap"
    title={<h2>{say('access.title')}</h2>}
    extra={
      <Tag color={access.approved ? 'green' : 'gold'}>{say(access.approved ? 'access.yes' : 'access.pending')}</Tag>
    }
  >
    <p className="muted">{say('access.hint')}</p>
    <ul className="plain">
      {access.roles.map((role) => (
        <li key={role.role} className="gain">
          <strong>{titled(role.title)}</strong>{' '}
          <span className="muted">
            {say('access.holders', {
              count: role.holders.count,
              names: role.holders.names.join(say('comma')) || say('none'),
            })}
          </span>
          <ul>
            {gainLines(role, pack).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </li>
      ))}
      {access.fields.map((field) => (
        <li key={`${field.module} ${field.field}`}>
          {say('access.field', { module: titled(field.title), field: fieldTitle(pack, field.module, field.field) })}
        </li>
      ))}
    </ul>
    {access.approvals.map((approval) => (
      <p key={`${approval.by.id} ${approval.at}`} className={approval.issue ? 'muted' : ''}>
        {say('access.given', {
          name: approval.by.name,
          at: showInstant(approval.at),
          note: approval.note || say('none'),
        })}
        {approval.issue && ` ${approval.issue.message}`}
      </p>
    ))}
    {!access.approved && <Approve draft={draft} access={access} changed={changed} />}
  </Card>
);

const fieldTitle = (pack: Pack | undefined, module: string, path: string): string => {
  try {
    return titled(pack?.catalog.module(module).fields.get(path)?.title) || path;
  } catch {
    return path;
  }
};

const Approve = ({ draft, access, changed }: Omit<AccessStepProps, 'pack'>) => {
  const [note, setNote] = useState('');
  const [key] = useState(newKey);
  const { busy, problem, act } = useAction();
  const { allowed, reasons } = access.approve;
  const approve = () =>
    act(async () => {
      await draftApi.approve(draft.id, access.content, note.trim(), key);
      await changed();
    });
  if (!allowed)
    return (
      <Alert
        showIcon
        type="info"
        title={say('access.waiting')}
        description={reasons.map(({ code, message }) => (
          <div key={code}>{code === 'access.systemRight' ? say('access.noRight') : message}</div>
        ))}
      />
    );
  return (
    <>
      {problem && <ShowProblem problem={problem} />}
      <NoteField id="approve-note" label={say('access.note')} value={note} change={setNote} />
      <Button type="primary" loading={busy} disabled={note.trim() === ''} onClick={() => void approve()}>
        {say('access.approve')}
      </Button>
    </>
  );
};
