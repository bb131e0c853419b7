import { App, Form, Input, Modal, Select } from 'antd';
import { useRef, useState } from 'react';
import { fullPath } from '#engine/definition/compile-module.ts';
import type { FormDefinition } from '#engine/form/form.ts';
import type { Action } from '../answer/acting.ts';
import type { Data } from '../answer/records.ts';
import { api } from '../api.ts';
import { attachToRecord } from '../file/attach-to-record.ts';
import { FormBox, type FormHandle } from '../form/FormBox.tsx';
import { usePlace } from '../form/use-place.ts';
import { ShowProblem } from '../frame/ShowProblem.tsx';
import { useReturnFocus } from '../frame/use-return-focus.ts';
import { useLabels } from '../value/lookup.ts';
import { say, titled } from '../words.ts';
import { actionTitle } from './action-title.ts';
import { ChangeList } from './ChangeList.tsx';
import { compareData } from './compare-data.ts';
import { withSecrets } from './form-data.ts';
import { IssueList } from './IssueList.tsx';
import { useDeed } from './use-deed.ts';
import { type OpenRecord, recordPath } from './use-record.ts';

interface CorrectionDialogProps {
  readonly opened: OpenRecord;
  readonly action: Action;
  readonly version: number;
  readonly close: () => void;
  readonly done: () => Promise<void>;
}

/** Opens the fields of a locked form, shows old and new beside them, and asks for the reason. */
export const CorrectionDialog = (props: CorrectionDialogProps) => {
  useReturnFocus();
  const { opened, action, close } = props;
  const { described } = opened;
  const forms = (action.correct ?? []).flatMap((key) => described.forms[key] ?? []);
  const [chosen, choose] = useState(forms[0]?.key);
  const form = forms.find(({ key }) => key === chosen);
  const correcting = useCorrecting(props, form);
  return (
    <Modal
      open
      width={960}
      title={actionTitle(action)}
      okText={say('correction.propose')}
      cancelText={say('cancel')}
      okButtonProps={{
        loading: correcting.busy,
        disabled: correcting.changes.length === 0 || correcting.reason.trim() === '',
      }}
      onCancel={() => {
        if (!correcting.busy) close();
      }}
      onOk={() => void correcting.send()}
      mask={{ closable: false }}
      className="action-dialog correction-dialog"
    >
      {action.help && <p className="hint">{titled(action.help)}</p>}
      {correcting.problem && <ShowProblem problem={correcting.problem} />}
      <IssueList issues={correcting.issues} focus={(path) => correcting.box.current?.focus(path)} />
      <Form layout="vertical" component="div">
        <Form.Item label={say('correction.form')} htmlFor="correction-form">
          <Select
            id="correction-form"
            value={chosen ?? null}
            options={forms.map(({ key, title }) => ({ value: key, label: titled(title) }))}
            onChange={(key: string) => {
              choose(key);
              correcting.restart();
            }}
          />
        </Form.Item>
      </Form>
      {form && <LockedForm key={form.key} opened={opened} form={form} correcting={correcting} />}
      <Changes opened={opened} changes={correcting.changes} />
      <Form layout="vertical" component="div">
        <Form.Item label={say('correction.reason')} htmlFor="correction-reason" required>
          <Input.TextArea
            id="correction-reason"
            rows={3}
            maxLength={1000}
            showCount
            value={correcting.reason}
            onChange={(event) => correcting.explain(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
};

interface LockedFormProps {
  readonly opened: OpenRecord;
  readonly form: FormDefinition;
  readonly correcting: ReturnType<typeof useCorrecting>;
}

const LockedForm = ({ opened: { record, described }, form, correcting }: LockedFormProps) => {
  const place = usePlace(record, described);
  return (
    <FormBox
      form={form}
      data={correcting.start}
      place={place}
      handle={correcting.box}
      changed={correcting.typed}
      attach={attachToRecord(record.metadata.module, record._id)}
    />
  );
};

interface ChangesProps {
  readonly opened: OpenRecord;
  readonly changes: readonly object[];
}

const Changes = ({ opened: { described, record }, changes }: ChangesProps) => {
  const labels = useLabels();
  return (
    <section aria-label={say('correction.changes')} className="correction-changes">
      <h4>{say('correction.changes')}</h4>
      {changes.length === 0 ? (
        <p className="hint">{say('correction.noChange')}</p>
      ) : (
        <ChangeList changes={changes} described={described} labels={labels} organization={record.organization} />
      )}
    </section>
  );
};

const useCorrecting = (
  { opened: { record, entries }, action, version, done }: CorrectionDialogProps,
  form: FormDefinition | undefined,
) => {
  const { message } = App.useApp();
  const box = useRef<FormHandle>(null);
  const deed = useDeed(box);
  const [reason, explain] = useState('');
  const [filled, setFilled] = useState<Data>();
  const last = entries.findLast((entry) => entry.form === form?.key)?.data ?? {};
  const start = form === undefined ? {} : withSecrets(form, record.data, last);
  const changes =
    form === undefined || filled === undefined
      ? []
      : compareData(form, start, filled, start).map(({ path, mine, theirs }) => ({
          field: fullPath(form, path),
          old: theirs,
          new: mine,
        }));
  const send = () =>
    deed.run(async (key) => {
      const found = (await box.current?.check(true)) ?? [];
      deed.show(found);
      if (found.length > 0 || form === undefined) return;
      const data = { form: form.key, fields: box.current?.data() ?? {}, reason: reason.trim() };
      await api.post(`${recordPath(record)}/actions/${encodeURIComponent(action.key)}`, { data, version }, key);
      void message.success(say('action.done', { title: actionTitle(action) }));
      await done();
    });
  const restart = () => setFilled(undefined);
  return { ...deed, box, reason, explain, start, changes, typed: setFilled, restart, send };
};
