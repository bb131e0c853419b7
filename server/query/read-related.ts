import type { Context } from '../command/context.ts';
import { maskTypedIn } from '../command/document/mask-view.ts';
import { supersededOf } from '../storage/corrections.ts';
import { asJson } from '../storage/db.ts';
import { findRelease } from '../storage/definitions.ts';
import { lightOfClock } from './lights.ts';
import { listCorrections } from './list-corrections.ts';
import { listFiles } from './list-files.ts';
import { listScans } from './list-scans.ts';
import { namesOf } from './names-of.ts';
import { presentChanges } from './present-changes.ts';
import { presentEntry } from './present-entry.ts';
import { presentRecord, type RecordRow } from './present-record.ts';
import { readLinks } from './read-links.ts';
import { type RecordKey, reachRecord } from './read-record.ts';
import { countedLinks } from './rule/counted-links.ts';
import { explainStored } from './rule/explain-stored.ts';

export type RelatedKind =
  | 'entries'
  | 'events'
  | 'clocks'
  | 'decisions'
  | 'documents'
  | 'files'
  | 'links'
  | 'approvals'
  | 'corrections';

type Reader = (context: Context, record: RecordRow) => Promise<readonly unknown[]>;

const entries: Reader = async (context, record) => {
  const rows = await context.storage.read
    .selectFrom('entry')
    .selectAll()
    .where('record_id', '=', record.id)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const names = await namesOf(
    context,
    rows.map((row) => row.by_account),
  );
  return rows.map((row) => presentEntry(context, record, row, names));
};

const events: Reader = async (context, record) => {
  const rows = await context.storage.read
    .selectFrom('event')
    .leftJoin('record', 'record.id', 'event.record_id')
    .selectAll('event')
    .select(['record.module', 'record.title'])
    .where('event.root_id', '=', record.root_id)
    .orderBy('event.at', 'desc')
    .orderBy('seq', 'desc')
    .limit(500)
    .execute();
  const names = await namesOf(
    context,
    rows.flatMap((row) => [row.actor, row.on_behalf_of]),
  );
  // The history of a whole family, less what belongs to records this actor does not reach.
  const below = record.id === record.root_id ? (await readLinks(context, record)).map(({ id }) => id) : [];
  const reached = new Set([record.id, ...below]);
  return rows
    .filter((row) => row.record_id !== null && reached.has(row.record_id))
    .map((row) => ({
      id: String(row.seq),
      record: row.record_id,
      module: row.module,
      title: row.title,
      type: row.type,
      at: row.at,
      actor: names(row.actor),
      onBehalfOf: row.on_behalf_of === null ? null : names(row.on_behalf_of),
      version: row.record_version,
      data: presentChanges(context, row.module, asJson(row.data)),
    }));
};

const clocks: Reader = async (context, record) => {
  const { read } = context.storage;
  const rows = await read
    .selectFrom('clock')
    .selectAll()
    .where('record_id', '=', record.id)
    .orderBy('created_at')
    .execute();
  const ids = rows.map((row) => row.id);
  const pauses =
    ids.length === 0 ? [] : await read.selectFrom('clock_pause').selectAll().where('clock_id', 'in', ids).execute();
  return rows.map((row) => {
    const definition = context.catalog.definitions.deadline.get(row.deadline);
    return {
      id: row.id,
      deadline: row.deadline,
      title: definition?.title ?? { zh: row.deadline },
      basis: definition?.basis ?? null,
      round: row.round,
      start: row.start_at,
      due: row.due_at,
      state: row.state,
      light: lightOfClock(context, row),
      provisional: row.provisional === 1,
      length: row.length,
      unit: row.unit,
      roll: definition?.roll ?? null,
      extensions: asJson(row.extensions),
      computation: asJson(row.computation),
      ended: row.ended_at,
      pauses: pauses
        .filter((pause) => pause.clock_id === row.id)
        .map((pause) => ({ from: pause.from_date, to: pause.to_date, reason: pause.reason })),
    };
  });
};

const decisions: Reader = async (context, record) => {
  const rows = await context.storage.read
    .selectFrom('decision')
    .selectAll()
    .where('record_id', '=', record.id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const shown: object[] = [];
  for (const row of rows) {
    const ruleSet = context.catalog.definitions.ruleset.get(row.ruleset);
    const { inputs, explained } = await explainStored(context.storage, row, context.catalog);
    shown.push({
      id: row.id,
      ruleset: row.ruleset,
      title: ruleSet?.title ?? { zh: row.ruleset },
      // For reading only: the trace stands by itself, whatever the rule set says by now.
      facts: ruleSet?.facts ?? {},
      rules: Object.fromEntries((ruleSet?.rules ?? []).map(({ key, title }) => [key, title ?? null])),
      release: row.release,
      releaseNumber: (await findRelease(context.storage.read, row.release))?.number ?? null,
      action: row.action,
      lawDate: row.law_date,
      inputs,
      counted: await countedLinks(context, context.catalog.definitions, inputs.counted),
      explained,
      trace: asJson(row.trace),
      outcome: asJson(row.outcome),
      hash: row.hash,
      at: row.at,
    });
  }
  return shown;
};

const typedIn = (context: Context, document: string, data: unknown): unknown => {
  const definition = context.catalog.definitions.document.get(document);
  return definition === undefined ? data : maskTypedIn(context, definition, data);
};

const documents: Reader = async (context, record) => {
  const rows = await context.storage.read
    .selectFrom('document')
    .selectAll()
    .where('record_id', '=', record.id)
    .orderBy('created_at')
    .execute();
  const scans = await listScans(context, record.id);
  const superseded = new Map((await supersededOf(context.storage.read, record.id)).map((one) => [one.document, one]));
  return rows.map(({ view, templates, token, data, ...row }) => ({
    ...row,
    scans: scans.get(row.id) ?? [],
    supersededBy: superseded.get(row.id)?.number ?? null,
    data: typedIn(context, row.document, asJson(data)),
    verify: token,
    template: templates === null ? null : asJson(templates),
  }));
};

const approvals: Reader = async (context, record) => {
  const { read } = context.storage;
  const runs = await read
    .selectFrom('approval')
    .selectAll()
    .where('record_id', '=', record.id)
    .orderBy('started_at')
    .execute();
  const ids = runs.map((run) => run.id);
  const steps =
    ids.length === 0
      ? []
      : await read.selectFrom('approval_step').selectAll().where('approval_id', 'in', ids).orderBy('seq').execute();
  const names = await namesOf(
    context,
    steps.flatMap((step) => [step.account, step.on_behalf_of]),
  );
  const { workflow } = context.catalog.module(record.module);
  return runs.map((run) => {
    const action = workflow.actions[run.action];
    return {
      id: run.id,
      action: run.action,
      title: action?.title ?? { zh: run.action },
      round: run.round,
      state: run.state,
      result: run.result,
      started: run.started_at,
      ended: run.ended_at,
      steps: steps
        .filter((step) => step.approval_id === run.id)
        .map((step) => ({
          ...step,
          title: action?.approval?.steps.find((one) => one.key === step.step)?.title ?? { zh: step.step },
          account: step.account === null ? null : names(step.account),
          on_behalf_of: step.on_behalf_of === null ? null : names(step.on_behalf_of),
        })),
    };
  });
};

const links: Reader = async (context, record) =>
  (await readLinks(context, record)).map((row) => presentRecord(context, row));

const readers: Readonly<Record<RelatedKind, Reader>> = {
  entries,
  events,
  clocks,
  decisions,
  documents,
  files: listFiles,
  links,
  approvals,
  corrections: listCorrections,
};

/** What belongs to a record, for an actor who may read the record. */
export const readRelated = async (
  context: Context,
  key: RecordKey & { readonly kind: RelatedKind },
): Promise<readonly unknown[]> => await readers[key.kind](context, await reachRecord(context, key));
