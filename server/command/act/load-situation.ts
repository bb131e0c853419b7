import type { Issue } from '#engine/issue.ts';
import type { WorkflowAction } from '#engine/schema/types.gen.ts';
import { toCivilDate } from '#engine/time.ts';
import type { DutyDone } from '#engine/workflow/four-eyes.ts';
import type { DocumentFact, NeedFacts } from '#engine/workflow/needs.ts';
import type { Situation } from '#engine/workflow/situation.ts';
import { treeOf } from '../../query/code-tree.ts';
import { fourEyesOf } from '../../storage/approvals.ts';
import { all } from '../../storage/db.ts';
import { childrenOf } from '../../storage/records.ts';
import { judgeOf, type OpenRecord } from '../open-record.ts';
import { readRecordFact, recordJudge } from '../record-judge.ts';
import { openStored } from '../secrets.ts';
import type { Unit } from '../unit.ts';
import { apartRecords } from './apart-records.ts';
import { clockBlocks } from './clock-blocks.ts';
import { correctionBlocks } from './correction-blocks.ts';
import { exchangeBlocks } from './exchange-blocks.ts';
import { serveBlocks } from './serve-blocks.ts';

import { openRuns, type StoredRun } from './stored-run.ts';

export interface LoadedSituation {
  readonly situation: Situation;
  readonly runs: ReadonlyMap<string, StoredRun>;
}

export interface SituationQuestion {
  readonly actions: readonly string[];
  /** The person the actor says he acts for. */
  readonly onBehalfOf?: string;
  readonly blocks?: ReadonlyMap<string, readonly Issue[]>;
}

/** Loads what the answer about some actions of a record rests on, and nothing that they do not ask for. */
export const loadSituation = async (
  unit: Unit,
  record: OpenRecord,
  { actions, onBehalfOf, blocks = new Map() }: SituationQuestion,
): Promise<LoadedSituation> => {
  const { workflow } = record.module;
  const asked = actions.flatMap((key) => workflow.actions[key] ?? []);
  const runs = asked.some(({ approval }) => approval) ? await openRuns(unit.db, record.row.id) : new Map();
  const { actor } = unit.context;
  const situation: Situation = {
    workflow,
    state: record.row.state,
    person: onBehalfOf === undefined ? actor : { ...actor, actsFor: onBehalfOf },
    subject: record.subject,
    judge: judgeOf(unit, record),
    runs: new Map([...runs].map(([action, { run }]) => [action, run])),
    duties: asked.some(hasGroup) ? await dutiesOf(unit, record) : [],
    apart: await apartRecords(unit, record, asked),
    needs: await needFacts(unit, record, asked),
    blocks: [
      await clockBlocks(unit, record, actions),
      await exchangeBlocks(unit, record, actions),
      await correctionBlocks(unit, record, actions),
      await serveBlocks(unit, record, actions),
    ].reduce(merged, blocks),
  };
  return { situation, runs };
};

type Blocks = ReadonlyMap<string, readonly Issue[]>;

const merged = (one: Blocks, other: Blocks): Blocks =>
  new Map(
    [...new Set([...one.keys(), ...other.keys()])].map((key) => [
      key,
      [...(one.get(key) ?? []), ...(other.get(key) ?? [])],
    ]),
  );

const hasGroup = ({ fourEyesGroup, approval }: WorkflowAction): boolean =>
  fourEyesGroup !== undefined || (approval?.steps ?? []).some((step) => step.fourEyesGroup !== undefined);

const dutiesOf = async (unit: Unit, record: OpenRecord): Promise<readonly DutyDone[]> =>
  (await fourEyesOf(unit.db, record.row.root_id)).map(({ group_key: group, account, action }) => ({
    group,
    account,
    action,
  }));

const needFacts = async (unit: Unit, record: OpenRecord, asked: readonly WorkflowAction[]): Promise<NeedFacts> => {
  const needs = asked.flatMap((action) => action.needs ?? []);
  const documents = needs.flatMap((need) => need.documents ?? []);
  const { definitions } = unit.context.catalog;
  const subjectModule = (key: string) => definitions.document.get(key)?.subject;
  const modules = new Set([
    ...needs.flatMap((need) => (need.children ?? []).map(({ module }) => module)),
    ...documents.flatMap(({ document, subject }) => (subject ? (subjectModule(document) ?? []) : [])),
  ]);
  const children: Awaited<ReturnType<typeof loadChildren>> = [];
  for (const module of modules) children.push(...(await loadChildren(unit, record, module)));
  return {
    documents: documents.length === 0 ? [] : await documentFacts(unit, record),
    subjectsOf: (document) => children.filter(({ module }) => module === subjectModule(document)).map(({ id }) => id),
    entries: await filledForms(unit, record, new Set(needs.flatMap((need) => need.entries ?? []))),
    children,
    judgeChild: (condition, child) => {
      const module = unit.context.catalog.module(child.module);
      const found = children.find(({ id }) => id === child.id);
      if (found === undefined) return null;
      const moment = { now: unit.context.now, actor: unit.context.actor.id };
      return recordJudge(module, treeOf(unit.context.catalog, module), readRecordFact(found, moment))(condition);
    },
  };
};

const loadChildren = async (unit: Unit, record: OpenRecord, module: string) =>
  (await childrenOf(unit.db, module, record.row.id)).map(({ data, ...row }) => ({
    id: row.id,
    module,
    state: row.state,
    row,
    data: openStored(unit.context, row.id, data),
  }));

interface DocumentLine {
  readonly document: string;
  readonly state: string;
  readonly served_at: string | null;
  readonly subject_id: string | null;
  readonly record_id: string;
}

/** The papers of the record, and those of the record above it that are about this one or about nobody below. */
const documentFacts = async (unit: Unit, { row }: OpenRecord): Promise<readonly DocumentFact[]> => {
  const lines = await all<DocumentLine>(
    unit.db,
    "select d.document, d.state, d.served_at, d.subject_id, d.record_id from document d where d.record_id in (?, ?) and d.state <> 'voided' and not exists (select 1 from correction_paper p join document n on n.id = p.replacement where p.document_id = d.id and n.state not in ('draft', 'voided'))",
    [row.id, row.parent_id ?? row.id],
  );
  const { document: definitions } = unit.context.catalog.definitions;
  return lines
    .filter(
      ({ record_id, document, subject_id }) =>
        record_id === row.id || definitions.get(document)?.subject !== row.module || subject_id === row.id,
    )
    .map(({ document, state, served_at, subject_id }) => ({
      document,
      state: state !== 'issued' ? 'draft' : served_at === null ? 'issued' : 'served',
      subject: subject_id,
    }));
};

/** What the last filling of each form still lacks when it is judged as complete. */
const filledForms = async (
  unit: Unit,
  { row, module }: OpenRecord,
  forms: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly Issue[]>> => {
  if (forms.size === 0) return new Map();
  const rows = await all<{ form: string; data: string }>(
    unit.db,
    'select form, data from entry where record_id = ? order by round',
    [row.id],
  );
  const { now } = unit.context;
  const judged = { complete: true, today: toCivilDate(now), now };
  const lacks = ({ form, data }: { form: string; data: string }): readonly Issue[] =>
    module.forms.get(form)?.compiled.validate(openStored<Record<string, unknown>>(unit.context, row.id, data), judged)
      .issues ?? [];
  return new Map(rows.filter(({ form }) => forms.has(form)).map((entry) => [entry.form, lacks(entry)]));
};
