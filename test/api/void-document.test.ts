import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openWorld } from '#server/verify/main.ts';
import { verify } from '#server/verify/verify.ts';
import { readExample, stepsOf, Walk } from '../support/jiangzhou/walk.ts';
import { startSystem, type TestSystem } from '../support/system.ts';

interface Refusal {
  readonly issues?: readonly { readonly path: string; readonly code: string }[];
}

let system: TestSystem;
let walk: Walk;
let missing: string | undefined;

const example = readExample('example-a');
const until = async (last: string, from?: string): Promise<void> => {
  const steps = stepsOf(example).filter(({ refused }) => !refused);
  const place = (key: string) => steps.findIndex((step) => step.key === key);
  for (const step of steps.slice(from === undefined ? 0 : place(from) + 1, place(last) + 1)) await walk.play(step);
};
const voided = async (actor: string, name: string, reason: string) => {
  const path = `/documents/${walk.thing(name).id}/void`;
  const { status, body } = await walk.request<Refusal>(actor, 'POST', path, { reason });
  return [status, ...(body?.issues ?? []).map(({ code }) => code)];
};
const notice = (): string => stepsOf(example).find(({ key }) => key === 'prepare-penaltyNotice')?.document?.as ?? '';

before(async () => {
  system = await startSystem({ now: '2026-04-28T00:00:00.000Z', demoDir: 'test/support/jiangzhou' });
  const { available, reason } = await system.services.printer.warmUp();
  if (process.env.CI === 'true') assert.equal(reason, undefined);
  if (!available) missing = `no browser can print here: ${reason}`;
  walk = new Walk(system, () => {});
  await walk.begin(example);
});
after(() => system.close());

test('only who issues a document voids it, once, with a reason; its number is not given again', async (t) => {
  if (missing) return t.skip(missing);
  await until('issue-penaltyNotice');
  const name = notice();
  assert.deepEqual(await voided('lizhiyuan', name, '文字有误'), [403, 'document.notYours']);
  assert.deepEqual(await voided('linxiaoman', name, '错'), [422, 'document.voidReason']);
  assert.deepEqual(await voided('linxiaoman', name, '文字有误'), [200]);
  assert.deepEqual(await voided('linxiaoman', name, '文字有误'), [409, 'document.alreadyVoided']);
});

test('what was served is not voided', async (t) => {
  if (missing) return t.skip(missing);
  const steps = stepsOf(example).filter(({ refused }) => !refused);
  const again = steps.filter(({ key }) => key === 'prepare-penaltyNotice' || key === 'issue-penaltyNotice');
  for (const { expect, ...step } of again)
    await walk.play({ ...step, ...(expect?.state && { expect: { state: expect.state } }) });
  const number = '江州市监罚告〔2026〕30号';
  const served = JSON.parse(
    JSON.stringify(steps.find(({ key }) => key === 'noticeServed')).replaceAll('江州市监罚告〔2026〕29号', number),
  );
  await walk.play(served);
  assert.deepEqual(await voided('linxiaoman', notice(), '文字有误'), [409, 'document.served']);
  const findings = await verify(await openWorld(system.storage, system.dataDir));
  assert.deepEqual(
    findings.filter(({ offences }) => offences.length > 0),
    [],
  );
});
