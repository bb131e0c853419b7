import { Segmented } from 'antd';
import { type RefObject, useImperativeHandle, useRef, useState } from 'react';
import { titled } from '../words.ts';
import { EditForm } from './EditForm.tsx';
import type { OpenRecord } from './use-record.ts';

export interface EditorHandle {
  /** Saves what is not saved yet; false when it was refused and the person has to look at it. Gives the version to act on. */
  readonly settle: () => Promise<{ readonly version: number } | false>;
  readonly showIssues: (issues: readonly { path: string; code: string; message: string }[]) => void;
}

interface EditFormsProps {
  readonly opened: OpenRecord;
  readonly handle: RefObject<EditorHandle | null>;
  readonly changed: () => Promise<void>;
}

/** The forms this person may fill in now. */
export const EditForms = ({ opened, handle, changed }: EditFormsProps) => {
  const { described, record } = opened;
  const editable = (described.editable ?? []).filter((key) => described.forms[key] !== undefined);
  const [chosen, choose] = useState<string>();
  const inner = useRef<EditorHandle>(null);
  useImperativeHandle(
    handle,
    () => ({
      settle: async () => (await inner.current?.settle()) ?? { version: record.version },
      showIssues: (issues) => inner.current?.showIssues(issues),
    }),
    [record.version],
  );
  const current = chosen !== undefined && editable.includes(chosen) ? chosen : editable[0];
  const form = current === undefined ? undefined : described.forms[current];
  if (form === undefined) return null;
  return (
    <section className="edit-forms">
      {editable.length > 1 && (
        <Segmented
          value={form.key}
          onChange={choose}
          options={editable.map((key) => ({ value: key, label: titled(described.forms[key]?.title) }))}
        />
      )}
      <EditForm key={`${form.key} ${record.state}`} opened={opened} form={form} handle={inner} changed={changed} />
    </section>
  );
};
