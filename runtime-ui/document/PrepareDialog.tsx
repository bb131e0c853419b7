import { Form, Modal, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { DescribedDocument } from '../answer/modules.ts';
import type { PaperDocument, StoredRecord } from '../answer/records.ts';
import { api } from '../api.ts';
import { attachToRecord } from '../file/attach-to-record.ts';
import { FormBox, type FormHandle } from '../form/FormBox.tsx';
import { usePlace } from '../form/use-place.ts';
import { ShowProblem } from '../frame/ShowProblem.tsx';
import { useReturnFocus } from '../frame/use-return-focus.ts';
import { IssueList } from '../record/IssueList.tsx';
import { useDeed } from '../record/use-deed.ts';
import { type OpenRecord, recordPath } from '../record/use-record.ts';
import { useLoaded } from '../use-loaded.ts';
import { showInstant } from '../value/show-time.ts';
import { say, titled } from '../words.ts';
import { subjectChoices } from './subject-choices.ts';

interface PrepareDialogProps {
  readonly opened: OpenRecord;
  readonly close: () => void;
  readonly made: (document: PaperDocument) => Promise<void>;
}

/** Chooses a document, what it is about, and fills in what it asks for of its own. */
export const PrepareDialog = ({ opened, close, made }: PrepareDialogProps) => {
  useReturnFocus();
  const { described, record } = opened;
  const offered = offeredDocuments(opened);
  const [key, setKey] = useState<string | undefined>(offered[0]?.options[0]?.value);
  const [subject, setSubject] = useState<string>();
  const definition = described.documents.find((one) => one.key === key);
  const form = definition?.form ? described.forms[definition.form] : undefined;
  const place = usePlace(record, described);
  const prepare = usePreparing(opened, definition, subject, made);
  return (
    <Modal
      open
      width={form ? 900 : 560}
      title={say('documents.prepare')}
      okText={say('documents.prepareDo')}
      cancelText={say('cancel')}
      okButtonProps={{
        loading: prepare.busy,
        disabled: definition === undefined || (definition.subject !== null && subject === undefined),
      }}
      onOk={() => void prepare.act()}
      onCancel={close}
    >
      {prepare.problem && <ShowProblem problem={prepare.problem} />}
      <IssueList issues={prepare.issues} focus={(path) => prepare.box.current?.focus(path)} />
      <Form layout="vertical" component="div">
        <Form.Item label={say('documents.which')} htmlFor="prepare-document">
          <Select
            id="prepare-document"
            showSearch={{ optionFilterProp: 'label' }}
            value={key ?? null}
            options={offered}
            onChange={(next: string | null) => {
              setKey(next ?? undefined);
              setSubject(undefined);
            }}
          />
        </Form.Item>
        {definition?.subject && (
          <Subject module={definition.subject} record={record} value={subject} choose={setSubject} />
        )}
      </Form>
      {form && (
        <FormBox
          key={form.key}
          form={form}
          data={{}}
          place={place}
          handle={prepare.box}
          attach={attachToRecord(record.metadata.module, record._id)}
        />
      )}
    </Modal>
  );
};

interface OptionGroup {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** The documents of the record's state first, all the others below. */
const offeredDocuments = ({ described, record }: OpenRecord): OptionGroup[] => {
  const now = new Set(described.states[record.state]?.documents ?? []);
  const option = ({ key, title }: DescribedDocument) => ({ value: key, label: titled(title) });
  const groups = [
    { label: say('documents.ofState'), options: described.documents.filter(({ key }) => now.has(key)).map(option) },
    { label: say('documents.others'), options: described.documents.filter(({ key }) => !now.has(key)).map(option) },
  ];
  return groups.filter(({ options }) => options.length > 0);
};

interface SubjectProps {
  readonly module: string;
  readonly record: StoredRecord;
  readonly value: string | undefined;
  readonly choose: (id: string) => void;
}

const Subject = ({ module, record, value, choose }: SubjectProps) => {
  const path = `${recordPath(record)}/children/${module}`;
  const children = useLoaded(path, () => api.get<StoredRecord[]>(path));
  // Of one there is no choice.
  const only = children.value?.length === 1 ? children.value[0]?._id : undefined;
  useEffect(() => {
    if (only !== undefined) choose(only);
  }, [only, choose]);
  return (
    <Form.Item label={say('documents.subject')} htmlFor="prepare-subject" required>
      <Select
        id="prepare-subject"
        loading={children.loading}
        value={value ?? null}
        notFoundContent={say('documents.noSubject')}
        onChange={(id: string | null) => choose(id ?? '')}
        options={subjectChoices(children.value ?? [], ({ metadata, created }) =>
          say('documents.subjectOf', {
            title: metadata.title || say('record.untitled'),
            state: titled(metadata.stateTitle),
            at: showInstant(created),
          }),
        )}
      />
    </Form.Item>
  );
};

const usePreparing = (
  { record }: OpenRecord,
  definition: DescribedDocument | undefined,
  subject: string | undefined,
  made: PrepareDialogProps['made'],
) => {
  const box = useRef<FormHandle>(null);
  const deed = useDeed(box);
  const prepare = async (key: string, { key: document, form }: DescribedDocument) => {
    const found = (await box.current?.check(true)) ?? [];
    deed.show(found);
    if (found.length > 0) return;
    const data = form ? (box.current?.data() ?? {}) : {};
    const body = { document, data, ...(subject !== undefined && { subject }) };
    await made(await api.post<PaperDocument>(`${recordPath(record)}/documents`, body, key));
  };
  const act = () => deed.run((key) => (definition === undefined ? Promise.resolve() : prepare(key, definition)));
  return { ...deed, box, act };
};
