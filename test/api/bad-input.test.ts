import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { insertRow } from '#server/storage/db.ts';
import { openWorld } from '#server/verify/main.ts';
import { verify } from '#server/verify/verify.ts';
import { type CaseDesk, caseData, example, invalid, openCaseDesk, type RecordJson } from '../support/case-desk.ts';
import { signIn } from '../support/client.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { isOnCourse } from '../support/jiangzhou/walk.ts';
import { fingerprint, type ProblemJson, settledFingerprint } from '../support/unchanged.ts';

/** Title of the test, what is changed in a right case, the place and the code of the fault. */
const faults: readonly (readonly [string, Record<string, unknown>, string, string?])[] = [
  ['an unknown field', { surprise: 1 }, '/surprise', 'unknownKey'],
  ['a number where a text belongs', { caseTitle: 7 }, '/caseTitle'],
  ['a text where a list belongs', { violationTypes: '0101' }, '/violationTypes'],
  ['a list where a text belongs', { caseTitle: ['x'] }, '/caseTitle'],
  ['an object where a text belongs', { caseTitle: { $gt: '' } }, '/caseTitle'],
  ['a text where yes or no belongs', { isCounterfeit: 'perhaps' }, '/isCounterfeit'],
  ['half a fen', { estimatedValue: 0.5 }, '/estimatedValue'],
  ['an amount as text', { estimatedValue: 'much' }, '/estimatedValue'],
  ['an amount below nothing', { estimatedValue: -1 }, '/estimatedValue'],
  ['an over-long text', { caseTitle: 'x'.repeat(121) }, '/caseTitle', 'tooLong'],
  ['a code that is not in its list', { caseSource: 'hearsay' }, '/caseSource'],
  ['a wrong code among right ones', { violationTypes: ['0101', 'nothing'] }, '/violationTypes/1', 'notInCodes'],
  ['a region that does not exist', { actRegion: '999999' }, '/actRegion', 'reference'],
  ['a date that is in no calendar', { actFrom: '2026-02-30' }, '/actFrom'],
  ['a date in another shape', { actFrom: '30.02.2026' }, '/actFrom'],
  ['an end before its beginning', { actFrom: '2026-03-26', actTo: '2026-03-25' }, '/actTo', 'dateOrder'],
  ['a moment that has not come', { clueReceivedAt: '2027-01-01T00:00:00.000Z' }, '/clueReceivedAt'],
  ['a control character', { caseTitle: 'steel\u0007bars' }, '/caseTitle'],
  ['a character that turns the writing round', { caseTitle: 'steel\u202ebars' }, '/caseTitle'],
  ['half of a surrogate pair', { caseTitle: 'steel\ud800bars' }, '/caseTitle'],
  ['a nul', { suspectName: 'a\u0000b' }, '/suspectName'],
  ['a key named constructor', { constructor: { prototype: { admin: true } } }, '/constructor'],
  ['a key named toString', { toString: 'x' }, '/toString'],
];

onEachDatabase('bad input', ({ where, share }) => {
  let desk: CaseDesk;
  const { clerk, newCase, refuse, storage, walk } = {
    clerk: () => desk.clerk(),
    newCase: () => desk.newCase(),
    refuse: (...asked: Parameters<CaseDesk['refuse']>) => desk.refuse(...asked),
    storage: () => desk.system.storage,
    walk: () => desk.walk,
  };

  before(async () => {
    desk = await openCaseDesk('2026-04-28T00:00:00.000Z', where(), []);
    await walk().begin(example);
    for (const one of example.steps.slice(0, example.steps.findIndex(({ key }) => key === 'filingApplied') + 1))
      if (!one.refused && !one.document && !one.issue && isOnCourse(one)) await walk().play(one);
    for (const who of ['linxiaoman', 'zhangguodong', 'lizhiyuan', 'liumin', 'chenxichuan', 'pansongbai'])
      await walk().request(who, 'GET', '/session');
  });
  after(() => desk?.system.close());

  const create = (data: unknown, who = clerk(), key?: string) =>
    who.request<RecordJson>('POST', '/records/case', { data }, key === undefined ? {} : { key });
  /** The same with the body as it is written, for what JSON.stringify would never write. */
  const createRaw = (text: string) => clerk().request<ProblemJson>('POST', '/records/case', text);

  for (const [what, change, path, code] of share(faults))
    test(`${what} is refused at its place, in create and in save`, async () => {
      await refuse(() => create({ ...caseData, ...change }), invalid(path, code), what);
      const draft = await newCase();
      const body = { data: { ...caseData, ...change }, version: draft.version };
      await refuse(() => clerk().request('PUT', `/records/case/${draft._id}`, body), invalid(path, code), what);
    });

  test('what a draft may leave out is asked for when it is handed in, field by field', async () => {
    const { caseTitle: _title, suspectName: _name, ...rest } = caseData;
    const { status, body: draft } = await create(rest);
    assert.equal(status, 201, 'a draft may be incomplete');
    const said = await refuse(
      () =>
        clerk().request('POST', `/records/case/${draft._id}/actions/submitSource`, {
          version: draft.version,
          data: {},
        }),
      invalid('/caseTitle', 'required'),
      'half a case',
    );
    assert.ok(said.issues?.some(({ path }) => path === '/suspectName'));
  });

  test('a prototype key is refused and changes no prototype', async () => {
    const text = JSON.stringify(caseData).slice(0, -1);
    const bodies: readonly (readonly [string, string])[] = [
      [`{"data":${text},"__proto__":{"admin":true}}}`, '/data/__proto__'],
      [`{"data":${text},"suspectName":{"__proto__":{"admin":true}}}}`, '/data/suspectName/__proto__'],
      [`{"data":${text}},"__proto__":{"data":{}}}`, '/__proto__'],
    ];
    for (const [body, place] of bodies) await refuse(() => createRaw(body), invalid(place, 'body.forbiddenKey'), place);
    assert.equal(({} as { admin?: boolean }).admin, undefined);
  });

  test('numbers that JSON does not have, or that no field holds, are refused', async () => {
    const withAmount = (amount: string) => `{"data":{"estimatedValue":${amount}}}`;
    for (const amount of ['NaN', 'Infinity', '-', '0x10', '1_000'])
      await refuse(() => createRaw(withAmount(amount)), { status: 400, slug: 'malformed-request' }, amount);
    for (const amount of ['1e400', '-1e400', '9007199254740993', '1e21'])
      await refuse(() => createRaw(withAmount(amount)), invalid('/estimatedValue'), amount);
  });

  test('broken JSON, another kind of body and a body that is no object are refused', async () => {
    for (const text of ['{"data":', '{data:{}}', "{'data':{}}"])
      await refuse(() => createRaw(text), { status: 400, slug: 'malformed-request' }, text);
    for (const text of ['[]', '{}', '{"data":[]}', '{"data":null}', '{"data":{},"more":1}'])
      await refuse(() => createRaw(text), { status: 422, slug: 'invalid-input' }, text);
  });

  test('nesting deeper than 32 is refused, and a million levels cost nothing', async () => {
    const nested = (levels: number) => `{"data":{"caseTitle":${'['.repeat(levels)}${']'.repeat(levels)}}}`;
    for (const levels of [33, 1_000, 400_000]) {
      const place = `/data/caseTitle${'/0'.repeat(30)}`;
      await refuse(() => createRaw(nested(levels)), invalid(place, 'body.depth'), `${levels} levels`);
    }
  });

  test('a body above one mebibyte is refused as too large, and the limit is named', async () => {
    const text = JSON.stringify({ data: { content: 'x'.repeat(1024 * 1024) } });
    const wanted = { status: 413, slug: 'too-large', code: 'body.size' };
    await refuse(() => createRaw(text), wanted, 'a large body');
    const { body } = await createRaw(text);
    assert.match(JSON.stringify(body), /1 MiB/);
  });

  test('a whole pack may be larger than other bodies, up to eight mebibytes', async () => {
    const send = (size: number) => () => clerk().request('POST', '/pack', { zip: 'x'.repeat(size) });
    await refuse(send(2 * 1024 * 1024), { status: 403, slug: 'not-permitted' }, 'two mebibytes of a clerk');
    await refuse(send(8 * 1024 * 1024), { status: 413, slug: 'too-large', code: 'body.size' }, 'a larger pack');
  });

  test('a version somebody else has already changed is refused', async () => {
    const draft = await newCase();
    const path = `/records/case/${draft._id}`;
    const saved = await clerk().put<RecordJson>(path, { data: { ...caseData, spec: 'first' }, version: draft.version });
    const second = { data: { ...caseData, spec: 'second' }, version: draft.version };
    await refuse(() => clerk().request('PUT', path, second), { status: 409, slug: 'record-stale' }, 'a stale save');
    const act = { version: draft.version, data: {} };
    const wanted = { status: 409, slug: 'record-stale' };
    await refuse(() => clerk().request('POST', `${path}/actions/submitSource`, act), wanted, 'a stale action');
    assert.equal((await clerk().get<RecordJson>(path)).version, saved.version);
  });

  test('a request sent again is answered again with one effect, and its key takes no other body', async () => {
    const key = randomUUID();
    const first = await create(caseData, clerk(), key);
    assert.equal(first.status, 201);
    const marks = await settledFingerprint(desk.system);
    const again = await create(caseData, clerk(), key);
    assert.deepEqual([again.status, again.body], [first.status, first.body]);
    assert.deepEqual(await fingerprint(storage()), marks);
    const other = { ...caseData, spec: 'other' };
    const wanted = { status: 422, slug: 'idempotency-mismatch' };
    await refuse(() => create(other, clerk(), key), wanted, 'the same key with another body');
  });

  test('an action the state does not have, or nobody has, is refused', async () => {
    const draft = await newCase();
    const path = `/records/case/${draft._id}/actions`;
    const body = { version: draft.version, data: {} };
    const closing = { status: 409, slug: 'action-not-available' };
    await refuse(() => clerk().request('POST', `${path}/applyClosing`, body), closing, 'closing a draft');
    const reply = await clerk().request<ProblemJson>('POST', `${path}/constructor`, body);
    assert.ok(reply.status === 404 || reply.status === 409, String(reply.status));
  });

  test('an action is refused to another role, to another post, and to who did the step before', async () => {
    const place = `${walk().path('case')}/actions/approveFiling`;
    const { version } = await walk().get<RecordJson>('zhangguodong', walk().path('case'));
    const data = { result: 'agree', opinion: 'agreed' };
    const wanted = { status: 403, slug: 'not-permitted' };
    for (const who of ['qianduoning', 'lizhiyuan', 'liumin']) {
      await walk().request(who, 'GET', '/session');
      await refuse(() => walk().request(who, 'POST', place, { version, data }), wanted, `the first step by ${who}`);
    }
    // The handler who applied becomes head of the unit as well: the post fits him, the four eyes do not.
    const post = {
      account: 'lizhiyuan',
      organization: '99010000',
      post: 'orgHead',
      from_date: '2026-01-01',
      to_date: null,
    };
    await storage().transact((db) => insertRow(db, 'account_post', post));
    const head = await signIn(desk.system.url, 'lizhiyuan');
    await refuse(
      () => head.request('POST', place, { version, data }),
      { ...wanted, code: 'workflow.fourEyes' },
      'the applicant as head of his unit',
    );
  });

  test('a record of another organization is answered as one that does not exist', async () => {
    const place = walk().path('case');
    const { id } = walk().thing('case');
    const absent = place.replace(id, randomUUID());
    const act = { version: 1, data: {} };
    const asks = (path: string): readonly (readonly [string, string, unknown?])[] => [
      ['GET', path],
      ['PUT', path, { data: {}, version: 1 }],
      ['DELETE', path],
      ['PUT', `${path}/stash`, { form: 'caseRegister', data: {} }],
      ['GET', `${path}/stash`],
      ['GET', `${path}/actions`],
      ['POST', `${path}/actions/submitFiling`, act],
      ['POST', `${path}/documents`, { document: 'filing-approval' }],
      ['POST', `${path}/files`, { upload: randomUUID(), name: 'a.pdf' }],
      ...['entries', 'events', 'clocks', 'decisions', 'documents', 'files', 'links', 'approvals'].map(
        (kind) => ['GET', `${path}/${kind}`] as const,
      ),
    ];
    const body = async (method: string, path: string, sent?: unknown) => {
      const ask = () => walk().request<ProblemJson>('chenxichuan', method, path, sent);
      const { type, title, status, issues } = await refuse(
        ask,
        { status: 404, slug: 'not-found' },
        `${method} ${path}`,
      );
      return { type, title, status, issues };
    };
    const there = asks(place);
    for (const [index, [method, path, sent]] of asks(absent).entries())
      assert.deepEqual(await body(method, there[index]?.[1] ?? '', sent), await body(method, path, sent));
  });

  test('nothing of all this has broken an invariant', async () => {
    const findings = await verify(await openWorld(storage(), desk.system.dataDir));
    assert.deepEqual(
      findings.filter(({ offences }) => offences.length > 0),
      [],
    );
  });
});
