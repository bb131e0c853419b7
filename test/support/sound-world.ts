import type { CompiledModule } from '#engine/definition/catalog.ts';
import { canonicalJson } from '#engine/json.ts';
import { decisionHash } from '#server/query/rule/stored-decision.ts';
import { grantAccess } from '#server/storage/access.ts';
import { grantPost, grantRole, insertAccount, insertDelegation } from '#server/storage/accounts.ts';
import { addFourEyes, insertApproval } from '#server/storage/approvals.ts';
import { insertClock, insertPause } from '#server/storage/clocks.ts';
import { appendCustody, type NewCustody } from '#server/storage/custody.ts';
import { type Db, insertRow } from '#server/storage/db.ts';
import { insertDecision } from '#server/storage/decisions.ts';
import { documentHash } from '#server/storage/document-hash.ts';
import { type DocumentRow, insertDocument } from '#server/storage/documents.ts';
import { insertEntry } from '#server/storage/entries.ts';
import { appendEvent, sha256 } from '#server/storage/events.ts';
import { openFileStore } from '#server/storage/file-store.ts';
import { insertFile, insertFileLink } from '#server/storage/files.ts';
import { insertAnswer } from '#server/storage/idempotency.ts';
import { type Layout, layoutOf } from '#server/storage/module-layout.ts';
import { moduleTableSpec, prepareModuleTables } from '#server/storage/module-tables.ts';
import { takeNumber } from '#server/storage/numbers.ts';
import { insertOrganization } from '#server/storage/organizations.ts';
import { insertRecord } from '#server/storage/records.ts';
import { insertIfAbsent } from '#server/storage/rows.ts';
import { insertRuleRun, updateRuleRun } from '#server/storage/rule-runs.ts';
import { openInputs } from '#server/storage/run-inputs.ts';
import { sealCustody, sealEvents } from '#server/storage/sealer.ts';
import type { Storage } from '#server/storage/storage.ts';
import { insertTask } from '#server/storage/tasks.ts';
import type { World } from '#server/verify/world.ts';
import { sendMessages } from './sound-messages.ts';
import { withDuties } from './sound-pack.ts';
import { stored } from './stored.ts';

/** Loans in the sound world; each is a target for a planted fault. */
export const loans = ['1', '2', '3', '4', '5', '6', '7', '8'];
const at = (day: number) => `2026-06-${String(day).padStart(2, '0')}T02:00:00.000Z`;
const closure = 'c'.repeat(64);

const people = async (db: Db): Promise<void> => {
  for (const [id, parent] of [
    ['o0', null],
    ['o1', 'o0'],
    ['o2', 'o1'],
    ['o3', 'o1'],
    ['o4', 'o1'],
    ['o5', 'o1'],
  ] as const) {
    const depth = { o0: 'country', o1: 'town' }[id as string] ?? 'branch';
    const profile = JSON.stringify({ docWord: { 'rules-2020': `L-${id}` } });
    await insertOrganization(db, { id, name: id, level: depth, region: '96', parent, active: 1, profile });
  }
  for (const id of ['author', 'head', 'deputy', 'clerk', 'spare1', 'spare2', 'spare3', 'spare4', 'spare5']) {
    const row = { id, username: id, name: id, password: null, organization: 'o2', profile: '{}', created_at: at(1) };
    await insertAccount(db, { ...row, active: 1, demo: 0 });
    await grantRole(db, { account: id, role: 'librarian', granted_by: null, granted_at: at(1) });
  }
  const post = (account: string, name: string) =>
    grantPost(db, { account, organization: 'o2', post: name, from_date: '2026-01-01', to_date: null });
  await post('author', 'desk');
  await post('clerk', 'desk');
  await post('head', 'head');
  for (const spare of ['spare1', 'spare2', 'spare3', 'spare4', 'spare5']) await post(spare, `post-${spare}`);
  const lent = { from_account: 'head', to_account: 'deputy', post: null };
  await insertDelegation(db, { id: 'd1', ...lent, from_date: '2026-06-01', to_date: '2026-06-30' });
};

const flowOf = async (db: Db, id: string, spare: string): Promise<void> => {
  const run = { id: `a${id}`, record_id: id, action: 'review', round: 1, result: 'agree', started_by: 'author' };
  const step = { approval_id: `a${id}`, state: 'done' as const, result: 'agree', opinion: null, at: at(3) };
  await insertApproval(db, { ...run, state: 'agreed', started_at: at(2), ended_at: at(3) }, [
    { ...step, id: `s${id}a`, seq: 1, step: 'head', account: 'deputy', on_behalf_of: 'head' },
    { ...step, id: `s${id}b`, seq: 2, step: 'desk', account: 'clerk', on_behalf_of: null },
  ]);
  for (const [account, action] of [
    ['deputy', 'review.head'],
    ['head', 'review.head'],
    ['clerk', 'review.desk'],
  ] as const)
    await addFourEyes(db, { root_id: id, group_key: 'loan', account, action, at: at(3) });
  const task = { record_id: id, root_id: id, module: 'loan', title: '{}', action: null, deadline: null, due_at: null };
  const open = { ...task, state: 'open' as const, claimed_by: null, created_at: at(3), done_at: null, done_by: null };
  await insertTask(db, { ...open, id: `t${id}a`, account: spare, post: null, organization: null });
  await insertTask(db, { ...open, id: `t${id}b`, account: null, post: `post-${spare}`, organization: 'o2' });
  const clock = { record_id: id, root_id: id, deadline: 'return', round: 1, length: 28, unit: 'naturalDay' };
  const more = { provisional: 0 as const, extensions: '[]', computation: '[]', calendar: 'week', ended_at: null };
  const times = { start_at: '2026-06-01', due_at: '2026-06-29', created_at: at(2) };
  await insertClock(db, { ...clock, ...more, ...times, id: `k${id}`, state: 'running' });
  const pausedAt = { ...times, due_at: null };
  await insertClock(db, { ...clock, ...more, ...pausedAt, id: `p${id}`, round: 2, state: 'paused' });
  await insertPause(db, {
    id: `p${id}1`,
    clock_id: `p${id}`,
    from_date: '2026-06-03',
    to_date: '2026-06-05',
    reason: 'x',
    cause: null,
  });
  await insertPause(db, {
    id: `p${id}2`,
    clock_id: `p${id}`,
    from_date: '2026-06-10',
    to_date: null,
    reason: 'x',
    cause: null,
  });
};

const historyOf = async (db: Db, id: string): Promise<void> => {
  const event = { record_id: id, root_id: id, organization: 'o2', request_id: `q${id}`, on_behalf_of: null };
  const tell = (version: number, actor: string, type: string, data: object, behalf: string | null = null) =>
    appendEvent(db, {
      ...event,
      type,
      actor,
      on_behalf_of: behalf,
      at: at(version),
      record_version: version,
      data: canonicalJson(data),
    });
  await tell(1, 'author', 'record.created', { to: 'draft' });
  await tell(2, 'author', 'record.acted', { from: 'draft', to: 'review', action: 'lend' });
  await tell(
    3,
    'deputy',
    'record.acted',
    { from: 'review', to: 'review', action: 'review', step: 'head', result: 'agree' },
    'head',
  );
  await tell(4, 'clerk', 'record.acted', {
    from: 'review',
    to: 'lent',
    action: 'review',
    step: 'desk',
    result: 'agree',
  });
};

const paperOf = async (db: Db, id: string, pdf: { hash: string; size: number; type: string }): Promise<void> => {
  const view = canonicalJson({ view: { id } });
  const template = `<p>${id}</p>`;
  for (const content of [view, template])
    await insertIfAbsent(db, 'blob', { hash: sha256(content), content }, ['hash']);
  const series = { numbering: 'loan-number', organization: 'o2', year: 2026, by: 'clerk', at: at(5) };
  const format = (n: number) => `L-o2 2026-${String(n).padStart(4, '0')}`;
  const { text } = await takeNumber(db, { ...series, recordId: id, documentId: `w${id}`, format });
  const made: DocumentRow = {
    id: `w${id}`,
    record_id: id,
    root_id: id,
    module: 'loan',
    document: 'slip',
    subject_id: null,
    state: 'issued',
    title: 'Slip',
    number: text,
    data: '{}',
    view: sha256(view),
    templates: canonicalJson({ 'templates/loan/slip.hbs': sha256(template) }),
    fonts: 'f'.repeat(64),
    browser: 'b',
    token: `token${id}`,
    pdf: pdf.hash,
    pages: 1,
    issued_at: at(6),
    issued_by: 'clerk',
    served_at: null,
    void_reason: null,
    voided_by: null,
    error: null,
    version: 3,
    created_at: at(5),
    created_by: 'clerk',
  };
  await insertDocument(db, made);
  const told = { document: 'slip', id: `w${id}`, number: text, sha256: pdf.hash, pages: 1, row: documentHash(made) };
  const place = { record_id: id, root_id: id, organization: 'o2', record_version: null };
  const event = {
    ...place,
    type: 'document.issued',
    actor: 'system',
    on_behalf_of: null,
    at: at(6),
    request_id: 'job',
  };
  await appendEvent(db, { ...event, data: canonicalJson(told) });
  await insertFile(db, { hash: pdf.hash, size: pdf.size, type: pdf.type, created_at: at(5), swept_at: null });
  await insertFileLink(db, {
    id: `f${id}`,
    record_id: id,
    hash: pdf.hash,
    name: 'a.pdf',
    field: '',
    by_account: 'clerk',
    at: at(5),
    about: null,
    removed_at: null,
    removed_by: null,
  });
  await custodyOf(db, id, { item: `f${id}`, kind: 'file' });
  await custodyOf(db, id, { item: `w${id}`, kind: 'document' });
};

const custodyOf = (db: Db, id: string, of: Pick<NewCustody, 'item' | 'kind'>): Promise<void> =>
  appendCustody(db, {
    ...of,
    record_id: id,
    root_id: id,
    organization: 'o2',
    action: 'intake',
    how: null,
    actor: 'clerk',
    at: at(5),
    request_id: 'request',
    address: '127.0.0.1',
    agent: 'test',
  });

const loanOf = async (db: Db, layout: Layout, id: string): Promise<void> => {
  const data = { book: `Book ${id}`, reader: 'R', price: 30_000, lentOn: '2026-06-01' };
  const header = {
    id,
    module: 'loan',
    organization: 'o2',
    root_id: id,
    parent_id: null,
    title: data.book,
    state: 'lent',
    state_class: 'locked' as const,
    regime: 'rules-2020',
    closure,
    owner: 'author',
    due_at: '2026-06-29',
    version: 4,
    family_version: 0,
    platform: 'prov-96',
    origin: 'entered',
    created_at: at(1),
    created_by: 'author',
    modified_at: at(4),
    modified_by: 'clerk',
  };
  await insertRecord(db, layout, header, stored(data));
  const entry = { record_id: id, form: 'loanForm', round: 1, subject: '', by_account: 'author', at: at(1), closure };
  await insertEntry(db, { ...entry, id: `e${id}`, data: JSON.stringify(data), state: 'frozen', frozen_at: at(2) });
  await grantAccess(db, { root_id: id, subject: 'author', reason: 'author', from_at: at(1) });
  const asked = { route: 'create-record', key: `key${id}`, body: sha256(id), status: 200 };
  await insertAnswer(db, { actor: 'author', ...asked, reference: canonicalJson({ id }), at: at(1) });
  const decision = { record_id: id, ruleset: 'lending', release: 'r1', action: 'lend', law_date: '2026-06-01' };
  const judged = { inputs: '{}', trace: '[]', outcome: '{}', semantics: 1, hash: '', at: at(2) };
  const row = { ...decision, ...judged, id: `x${id}` };
  await insertDecision(db, { ...row, hash: decisionHash(row) });
  await runOf(db, id);
};

/** A run of a rule set over many records, with what it was decided from. */
const runOf = async (db: Db, id: string): Promise<void> => {
  const about = { id: `r${id}`, ruleset: 'lending', release: 'r1', definition: sha256(id), as_of: '2026-06-01' };
  const counts = { subjects: 1, hits: 0, created: 0, changed: 0, lapsed: 0 };
  const made = { profile: null, cause: 'demand', state: 'done', started_by: 'author', started_at: at(2) } as const;
  await insertRuleRun(db, { ...about, ...counts, ...made, inputs: null, finished_at: null, error: null });
  const inputs = openInputs();
  inputs.add(canonicalJson({ run: id }));
  await updateRuleRun(db, `r${id}`, { inputs: await inputs.store(db, `r${id}`), finished_at: at(2) });
};

/** A small database in which every invariant holds: eight loans through approval, clocks, documents and log. */
export const buildSoundWorld = async (storage: Storage, dataDir: string): Promise<World> => {
  const catalog = withDuties();
  const module: CompiledModule = catalog.module('loan');
  await prepareModuleTables(storage, [moduleTableSpec(module)]);
  const files = await openFileStore(dataDir);
  await storage.transact(async (db) => {
    const manifest = '{}';
    await insertRow(db, 'blob', { hash: sha256(manifest), content: manifest });
    await insertRow(db, 'closure', { hash: closure, module: 'loan', manifest: sha256(manifest) });
    await people(db);
  });
  for (const [index, id] of loans.entries()) {
    const pdf = await files.put(new TextEncoder().encode(`%PDF-1.7 ${id}`));
    await storage.transact(async (db) => {
      await loanOf(db, layoutOf(storage.dialect, module), id);
      await sendMessages(db, [id]);
      await historyOf(db, id);
      await flowOf(db, id, `spare${(index % 5) + 1}`);
      await paperOf(db, id, pdf);
    });
    await sealEvents(storage, `2026-07-0${index + 1}T00:00:00.000Z`);
    await sealCustody(storage, `2026-07-0${index + 1}T00:00:00.000Z`);
  }
  const papers = await storage.read.selectFrom('document').select(['id', 'pdf']).execute();
  const pdfs = new Map(papers.map(({ id, pdf }) => [id, pdf ?? '']));
  return {
    db: storage.read,
    dialect: storage.dialect,
    files,
    catalog,
    pinned: async (key, hash) => (key === 'loan' && hash === closure ? module : undefined),
    reprint: { html: async () => '', pdf: async (_db, id) => ({ sha256: pdfs.get(id) ?? '' }) },
  };
};
