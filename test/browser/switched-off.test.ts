import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { problem } from '#engine/problem.ts';
import { machine } from '#server/command/context.ts';
import { countFailure } from '#server/command/rule/breaker.ts';
import { officeSuite } from './office-desk.ts';

/** Keeps the rules at the highest office. */
const keeper = 'yaomingyuan';

describe('a rule set that the breaker switched off, in a browser', () => {
  const test = officeSuite('2026-06-30T01:00:00.000Z');

  test('its owner finds a task, sees the reason, and switches it on again', async (desk) => {
    const { system, hands, become, browser, fits } = desk;
    const context = system.context({ actor: machine, requestId: 'breaker' });
    const ruleSet = context.catalog.definitions.ruleset.get('blacklist-list');
    assert.ok(ruleSet);
    const failure = problem('invalid-input', {
      issues: [{ path: '', code: 'aggregate-overflow', params: { value: '9007199254741000' } }],
    });
    for (let time = 0; time < 3; time += 1) await countFailure(context, ruleSet, failure);
    await become(keeper);
    await hands.open('/');
    await hands.sees('规则集「黑名单候选」连续出错，已自动停用');
    await hands.press('查看已停用的规则');
    await hands.sees('连续出错 3 次，自动停用');
    await hands.sees('原因：');
    await fits('switched-off');
    await hands.press('重新启用');
    await browser.page.locator('.ant-popconfirm .ant-btn-primary').click();
    await hands.sees('没有停用的规则');
    await hands.open('/');
    await hands.quiet();
    assert.ok(!(await browser.page.content()).includes('查看已停用的规则'));
  });

  test('the pages made no noise', ({ browser }) => {
    assert.deepEqual(browser.noise, []);
    return Promise.resolve();
  });
});
