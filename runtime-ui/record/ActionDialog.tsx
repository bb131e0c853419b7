import { App, Modal } from 'antd';
import { useRef, useState } from 'react';
import type { Action, Said } from '../answer/acting.ts';
import type { Data, StoredRecord } from '../answer/records.ts';
import { ApiProblem, api } from '../api.ts';
import { attachToRecord } from '../file/attach-to-record.ts';
import { FormBox, type FormHandle } from '../form/FormBox.tsx';
import { usePlace } from '../form/use-place.ts';
import { ShowProblem } from '../frame/ShowProblem.tsx';
import { useReturnFocus } from '../frame/use-return-focus.ts';
import { go } from '../router.ts';
import { say, titled } from '../words.ts';
import { ApprovalFields } from './ApprovalFields.tsx';
import { actionTitle } from './action-title.ts';
import { firstVerdict, lacksOpinion, type Verdict, verdictData } from './approval-data.ts';
import { ConflictDialog } from './ConflictDialog.tsx';
import { formDataOf, startedWith } from './form-data.ts';
import { IssueList } from './IssueList.tsx';
import { loadOvertaken, type Overtaken, OvertakenBy } from './OvertakenBy.tsx';
import { ProposedCorrection } from './ProposedCorrection.tsx';
import { useDeed } from './use-deed.ts';
import { type OpenRecord, recordPath } from './use-record.ts';

interface ActionDialogProps {
  readonly opened: OpenRecord;
  readonly action: Action;
  readonly version: number;
  /** Fields of the form that are filled in already. */
  readonly given?: Readonly<Record<string, unknown>>;
  readonly close: () => void;
  readonly done: () => Promise<void>;
}

/** One action: its form, or the verdict of an approval step, or a plain confirmation. */
export const ActionDialog = (props: ActionDialogProps) => {
  useReturnFocus();
  const { opened, action, close, given } = props;
  const { described, record, entries } = opened;
  const form = action.form ? described.forms[action.form] : undefined;
  const place = usePlace(record, described);
  const acting = useActing(props);
  const { verdict, setVerdict } = acting;
  return (
    <Modal
      open
      width={form && !goesBack(verdict) ? 960 : 560}
      title={actionTitle(action)}
      okText={say('action.do')}
      cancelText={say('cancel')}
      okButtonProps={{ loading: acting.busy, danger: action.danger === true }}
      onCancel={() => {
        if (!acting.busy) close();
      }}
      onOk={() => void acting.act()}
      mask={{ closable: false }}
      className="action-dialog"
    >
      {action.help && <p className="hint">{titled(action.help)}</p>}
      {acting.problem && <ShowProblem problem={acting.problem} />}
      {acting.overtaken && !acting.compared && <OvertakenBy opened={opened} by={acting.overtaken} />}
      <IssueList issues={acting.issues} focus={(path) => acting.box.current?.focus(path)} />
      {action.correct && action.approval && <ProposedCorrection opened={opened} />}
      {form && (
        // Kept, though hidden: who changes his mind again finds what he typed.
        <div hidden={goesBack(verdict)}>
          <FormBox
            form={form}
            data={{ ...startedWith(opened.starts[form.key], formDataOf(form, record.data, entries)), ...given }}
            place={place}
            handle={acting.box}
            attach={attachToRecord(record.metadata.module, record._id)}
          />
        </div>
      )}
      {action.approval && verdict && (
        <ApprovalFields choice={action.approval} verdict={verdict} change={setVerdict} missing={acting.missing} />
      )}
      {!form && !action.approval && <p>{say('action.confirm', { title: actionTitle(action) })}</p>}
      {form && acting.overtaken && acting.compared && (
        <ConflictDialog
          form={form}
          organization={record.organization}
          base={formDataOf(form, record.data, entries)}
          mine={acting.compared}
          theirs={formDataOf(form, acting.overtaken.record.data, acting.overtaken.entries)}
          cancel={acting.stay}
          save={(data) => void acting.act(data)}
        />
      )}
    </Modal>
  );
};

/** What is sent back is not filled in: the step's form is of no account then. */
const goesBack = (verdict: Verdict | undefined): boolean => verdict?.result === 'return';

interface Acted {
  /** Null where it has left what one may see. */
  readonly record: StoredRecord | null;
  readonly warnings: readonly Said[];
}

const useActing = ({ opened, action, version, done }: ActionDialogProps) => {
  const { record, described } = opened;
  const { message, modal } = App.useApp();
  const box = useRef<FormHandle>(null);
  const deed = useDeed(box);
  const [missing, setMissing] = useState(false);
  const [verdict, setVerdict] = useState<Verdict | undefined>(
    action.approval ? firstVerdict(action.approval) : undefined,
  );
  const [overtaken, setOvertaken] = useState<Overtaken>();
  const [compared, setCompared] = useState<Data>();
  const form = action.form ? described.forms[action.form] : undefined;
  const asksForm = form !== undefined && !goesBack(verdict);
  // With what goes back the form is left as it is stored.
  const filledIn = () => (asksForm ? box.current?.data() : form && formDataOf(form, record.data, opened.entries));
  const faults = async (): Promise<boolean> => {
    const complete = verdict === undefined || verdict.result === 'agree';
    const found = asksForm ? ((await box.current?.check(complete)) ?? []) : [];
    deed.show(found);
    const silent = verdict !== undefined && lacksOpinion(action.approval ?? undefined, verdict);
    setMissing(silent);
    return found.length > 0 || silent;
  };
  /** What a person changed meanwhile is looked at before anything is done; what the platform changed is no matter. */
  const compare = async (data: Data | undefined) => {
    const seen = overtaken?.record.version ?? version;
    setOvertaken(await loadOvertaken(record, seen));
    setCompared(asksForm ? data : undefined);
  };
  /** undefined where it was overtaken by a person. */
  const send = async (data: Data, key: string): Promise<Acted | undefined> => {
    const path = `${recordPath(record)}/actions/${encodeURIComponent(action.key)}`;
    const body = { data, version: overtaken?.record.version ?? version, follow: true };
    try {
      return await api.post<Acted>(path, body, key);
    } catch (error) {
      if (error instanceof ApiProblem && error.slug === 'record-stale') return undefined;
      throw error;
    }
  };
  const finish = async ({ record: left, warnings }: Acted) => {
    void message.success(say('action.done', { title: actionTitle(action) }));
    if (warnings.length > 0)
      modal.warning({ title: say('action.warnings'), content: <Warnings warnings={warnings} /> });
    // What has left one's sight has no page any more.
    if (left === null) go('/');
    else await done();
  };
  const act = (chosen?: Data) =>
    deed.run(async (key) => {
      if (chosen === undefined && (await faults())) return;
      const filled = chosen ?? filledIn();
      const answer = await send({ ...filled, ...(verdict && verdictData(verdict)) }, key);
      if (answer !== undefined) return await finish(answer);
      deed.again();
      await compare(filled);
    });
  const stay = () => setCompared(undefined);
  return { ...deed, box, missing, verdict, setVerdict, act, overtaken, compared, stay };
};

const Warnings = ({ warnings }: { readonly warnings: readonly Said[] }) => (
  <ul className="issue-list">
    {warnings.map((warning) => (
      <li key={`${warning.path} ${warning.code} ${warning.message}`}>{warning.message}</li>
    ))}
  </ul>
);
