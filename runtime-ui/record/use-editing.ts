import { App } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { FormDefinition } from '#engine/form/form.ts';
import type { Data, StoredRecord } from '../answer/records.ts';
import type { ApiIssue } from '../api.ts';
import { type ApiProblem, api, newKey } from '../api.ts';
import type { FormHandle } from '../form/FormBox.tsx';
import { asProblem } from '../use-loaded.ts';
import { say } from '../words.ts';
import { compareData } from './compare-data.ts';
import { formDataOf, startedWith } from './form-data.ts';
import { useAutosave } from './use-autosave.ts';
import { type OpenRecord, recordPath, type Stash } from './use-record.ts';

interface Conflict {
  readonly mine: Data;
  readonly theirs: Data;
  readonly version: number;
}

/** What is kept, besides the record, with a form. */
const keepStash = (path: string, form: FormDefinition, data: Data | null): Promise<unknown> =>
  api.once('PUT', `${path}/stash`, { form: form.key, data });

/** Was the record saved after what is kept began? It must not go over that unseen. */
const isOutdated = (record: StoredRecord, { at, version }: Stash): boolean =>
  version === null ? record.modified > at : version < record.version;

/** What the form started from, what it starts with now, and the version it all belongs to. */
const useFilling = ({ record, entries, stashes, starts }: OpenRecord, form: FormDefinition) => {
  const stored = formDataOf(form, record.data, entries);
  const proposal = starts[form.key];
  const first = startedWith(proposal, stored);
  const kept = stashes.find((one) => one.form === form.key);
  // Who left the page while it saved has kept what is stored by now.
  const stash = kept !== undefined && compareData(form, stored, kept.data, stored).length > 0 ? kept : undefined;
  const [base, setBase] = useState(stored);
  const [start, setStart] = useState<Data>(stash?.data ?? first);
  // What is proposed is nobody's word until somebody saves it.
  const [proposed, setProposed] = useState(stash === undefined && Object.keys(proposal ?? {}).length > 0);
  const [resumed, setResumed] = useState(stash?.at);
  const [outdated, setOutdated] = useState(() => stash !== undefined && isOutdated(record, stash));
  const [dirty, setDirty] = useState(stash !== undefined);
  const [count, setCount] = useState(0);
  const version = useRef(record.version);
  // Of what is outdated the beginning stays what it was.
  const began = useRef(outdated ? (stash?.version ?? 0) : record.version);
  // What this page did to the record by other means is no conflict for a form in which nothing waits to be saved.
  useEffect(() => {
    if (dirty) return;
    version.current = record.version;
    began.current = record.version;
  }, [dirty, record.version]);
  return {
    base,
    start,
    resumed,
    outdated,
    dirty,
    proposed,
    count,
    version,
    began,
    touch: () => {
      setDirty(true);
      if (!outdated) began.current = version.current;
    },
    settle: (data: Data) => {
      setBase(data);
      setDirty(false);
      setProposed(false);
      setResumed(undefined);
      setOutdated(false);
    },
    /** Back to what the form began with, typing and all forgotten. */
    restart: () => {
      setDirty(false);
      setResumed(undefined);
      setOutdated(false);
      setProposed(Object.keys(proposal ?? {}).length > 0);
      setStart(startedWith(proposal, base));
      setCount((last) => last + 1);
    },
    /** Draws the form anew with other data. */
    refill: (data: Data) => {
      setStart(data);
      setCount((last) => last + 1);
    },
  };
};

/** What the server had to say: faults at fields, a refusal, or that somebody else saved meanwhile. */
const useRefusals = (box: { readonly current: FormHandle | null }) => {
  const [issues, setIssues] = useState<readonly ApiIssue[]>([]);
  const [problem, setProblem] = useState<ApiProblem>();
  const [conflict, setConflict] = useState<Conflict>();
  const show = (found: readonly ApiIssue[]) => {
    setIssues(found);
    box.current?.show(found);
  };
  const clear = () => {
    show([]);
    setProblem(undefined);
    setConflict(undefined);
  };
  const refuse = (found: ApiProblem) => {
    show(found.issues);
    setProblem(found.issues.length === 0 ? found : undefined);
  };
  return { issues, problem, conflict, setConflict, show, clear, refuse };
};

/** Everything that happens to a form while it is filled in. */
export const useEditing = (opened: OpenRecord, form: FormDefinition, changed: () => Promise<void>) => {
  const path = recordPath(opened.record);
  const { message } = App.useApp();
  const box = useRef<FormHandle>(null);
  const filling = useFilling(opened, form);
  const autosave = useAutosave(path, form.key, filling.began);
  const refusals = useRefusals(box);
  const [busy, setBusy] = useState(false);
  const key = useRef(newKey());

  const compare = async (mine: Data) => {
    const [fresh, entries] = await Promise.all([
      api.get<StoredRecord>(path),
      api.get<OpenRecord['entries']>(`${path}/entries`),
    ]);
    refusals.setConflict({ mine, theirs: formDataOf(form, fresh.data, entries), version: fresh.version });
  };
  const send = async (data: Data, chosen: number | undefined) => {
    const body = { data, form: form.key, version: chosen ?? filling.version.current };
    const saved = await api.put<StoredRecord>(path, body, key.current);
    filling.version.current = saved.version;
    filling.began.current = saved.version;
    filling.settle(data);
    // The form may have told what was just saved a moment too late: it is no typing that begins after it.
    autosave.settle(data);
    refusals.clear();
    if (chosen !== undefined) filling.refill(data);
    await keepStash(path, form, null).catch(() => undefined);
    await changed();
    void message.success(say('edit.saved'));
    return { version: saved.version };
  };
  const faults = async (): Promise<readonly ApiIssue[]> => (await box.current?.check(false)) ?? [];
  /** Saves the form as it stands, or what was chosen in a comparison on top of that version. */
  const save = async (chosen?: { data: Data; version: number }): Promise<{ version: number } | false> => {
    const data = chosen?.data ?? box.current?.data() ?? {};
    setBusy(true);
    autosave.settle();
    try {
      if (chosen !== undefined) return await send(data, chosen.version);
      const found = await faults();
      refusals.show(found);
      if (found.length === 0 && !filling.outdated) return await send(data, undefined);
      autosave.changed(data);
      if (found.length === 0) await compare(data);
      return false;
    } catch (error) {
      const found = asProblem(error);
      autosave.changed(data);
      if (found.slug === 'record-stale') await compare(data);
      else refusals.refuse(found);
      return false;
    } finally {
      key.current = newKey();
      setBusy(false);
    }
  };
  const discard = async () => {
    autosave.settle();
    await keepStash(path, form, null);
    refusals.clear();
    filling.restart();
  };
  const typed = (data: Data) => {
    filling.touch();
    autosave.changed(data);
  };
  const settle = async () => (filling.dirty ? await save() : { version: filling.version.current });
  return { box, autosave, filling, refusals, busy, save, discard, typed, settle };
};
