import { Alert, Button } from 'antd';
import { type RefObject, useImperativeHandle, useState } from 'react';
import type { FormDefinition } from '#engine/form/form.ts';
import type { Data } from '../answer/records.ts';
import { attachToRecord } from '../file/attach-to-record.ts';
import { FormBox } from '../form/FormBox.tsx';
import { usePlace } from '../form/use-place.ts';
import { ShowProblem } from '../frame/ShowProblem.tsx';
import { showInstant } from '../value/show-time.ts';
import { say, titled } from '../words.ts';
import { ConflictDialog } from './ConflictDialog.tsx';
import { DuplicatePanel } from './DuplicatePanel.tsx';
import type { EditorHandle } from './EditForms.tsx';
import { IssueList } from './IssueList.tsx';
import { useEditing } from './use-editing.ts';
import type { OpenRecord } from './use-record.ts';

interface EditFormProps {
  readonly opened: OpenRecord;
  readonly form: FormDefinition;
  readonly handle: RefObject<EditorHandle | null>;
  readonly changed: () => Promise<void>;
}

/** One form being filled in: autosaved as it is typed, saved on demand, compared when somebody else saved meanwhile. */
export const EditForm = ({ opened, form, handle, changed }: EditFormProps) => {
  const edit = useEditing(opened, form, changed);
  const place = usePlace(opened.record, opened.described);
  const [typed, setTyped] = useState<Data>(edit.filling.start);
  useImperativeHandle(handle, () => ({ settle: edit.settle, showIssues: edit.refusals.show }));
  return (
    <section className="edit-form" aria-label={titled(form.title)}>
      <div className="edit-head">
        <h2>{titled(form.title)}</h2>
        <span className="autosave" role="status">
          {edit.autosave.state === 'none' ? '' : say(`autosave.${edit.autosave.state}`)}
        </span>
        <Button
          type="primary"
          loading={edit.busy}
          disabled={!edit.filling.dirty && !edit.filling.proposed}
          onClick={() => void edit.save()}
        >
          {say('edit.save')}
        </Button>
      </div>
      {edit.filling.resumed && (
        <Alert
          type={edit.filling.outdated ? 'warning' : 'info'}
          showIcon
          title={say(edit.filling.outdated ? 'edit.resumedOutdated' : 'edit.resumed', {
            at: showInstant(edit.filling.resumed),
          })}
          action={
            <Button size="small" onClick={() => void edit.discard()}>
              {say('edit.discard')}
            </Button>
          }
        />
      )}
      {edit.filling.proposed && <Alert type="info" showIcon title={say('edit.proposed')} />}
      {edit.refusals.problem && <ShowProblem problem={edit.refusals.problem} />}
      <IssueList issues={edit.refusals.issues} focus={(path) => edit.box.current?.focus(path)} />
      {opened.described.duplicates && form.key === opened.described.createForm && (
        <DuplicatePanel
          module={opened.record.metadata.module}
          id={opened.record._id}
          data={{ ...opened.record.data, ...typed }}
        />
      )}
      <FormBox
        key={edit.filling.count}
        form={form}
        data={edit.filling.start}
        place={place}
        handle={edit.box}
        changed={(data) => {
          setTyped(data);
          edit.typed(data);
        }}
        left={edit.autosave.flush}
        attach={attachToRecord(opened.record.metadata.module, opened.record._id)}
      />
      {edit.refusals.conflict && (
        <ConflictDialog
          form={form}
          organization={opened.record.organization}
          base={edit.filling.base}
          mine={edit.refusals.conflict.mine}
          theirs={edit.refusals.conflict.theirs}
          cancel={() => edit.refusals.setConflict(undefined)}
          save={(data) => void edit.save({ data, version: edit.refusals.conflict?.version ?? 0 })}
        />
      )}
    </section>
  );
};
