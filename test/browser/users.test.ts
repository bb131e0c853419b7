import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { peopleFolder } from '../support/people-folder.ts';
import { startSystem, type TestSystem } from '../support/system.ts';
import { type AdminDesk, assertSound, openAdminDesk } from './admin-desk.ts';

const sizes = [
  [1366, 768],
  [390, 844],
] as const;

describe('an administrator manages people, in a browser', () => {
  let system: TestSystem;
  let desk: AdminDesk | string;
  let remove: () => void;
  let password = '';
  const shots = process.env.SCREENSHOTS ?? mkdtempSync(join(tmpdir(), 'zhifa-screens-'));

  before(async () => {
    const { demoDir, remove: away } = peopleFolder();
    remove = away;
    system = await startSystem({ now: '2026-06-30T01:00:00.000Z', demoDir });
    desk = await openAdminDesk(system);
  });
  after(async () => {
    if (typeof desk !== 'string') await desk?.close();
    await system?.close();
    remove?.();
  });

  const test = (name: string, work: (desk: AdminDesk) => Promise<void>) =>
    it(name, async (t) => {
      if (typeof desk === 'string') return t.skip(desk);
      try {
        await work(desk);
      } catch (error) {
        await desk.page.screenshot({ path: join(shots, 'users-failed.png') });
        t.diagnostic(`what the page showed: ${shots}`);
        throw error;
      }
    });
  const fits = async (at: AdminDesk, name: string) => {
    for (const [width, height] of sizes) {
      await at.page.setViewport({ width, height });
      await at.hands.quiet();
      await at.page.screenshot({ path: join(shots, `${name}-${width}.png`) });
      await assertSound(at, `${name} at ${width}`);
    }
    await at.page.setViewport({ width: 1366, height: 768 });
  };
  const become = async (at: AdminDesk, username: string) => {
    await at.page.goto('about:blank');
    await at.page.deleteCookie(...(await at.page.cookies(system.url)));
    await at.as(username);
  };
  const find = async ({ page, hands }: AdminDesk, words: string) => {
    await page.locator('.user-filters input').click({ count: 3 });
    await page.keyboard.type(words);
    await page.keyboard.press('Enter');
    await hands.quiet();
  };

  test('he makes an account with a role, a weighty one that waits, and a post from a day', async (at) => {
    const { page, hands } = at;
    await become(at, 'tianxiulan');
    await hands.open('/admin/users');
    await hands.sees('田秀兰');
    await fits(at, 'users');
    await hands.press('新增用户');
    await at.type('#user-username', 'linguo');
    await at.choose('#user-organization', '临江市江北区市场监督管理局');
    await at.type('#user-name', '林果');
    await at.choose('#user-roles', '统计员');
    await page.keyboard.press('Escape');
    await at.choose('#user-roles', '系统管理员（双人）');
    await page.keyboard.press('Escape');
    await hands.press('添加岗位');
    await at.choose('.user-post .ant-select', '统计员');
    await page.locator('[aria-label="起期"]').click();
    await page.keyboard.type('2026-07-01');
    await page.keyboard.press('Tab');
    await fits(at, 'users-new');
    await hands.press('保存');
    await page.waitForFunction("document.querySelector('#user-name') === null");
    await find(at, 'linguo');
    await hands.sees('待同意：系统管理员');
    await hands.sees('统计员（2026-07-01 至 长期）');
    await hands.sees('未设密码');
  });

  test('he gives a password for one sign-in; he cannot agree to his own request', async (at) => {
    const { page, hands } = at;
    await page.locator('[aria-label="给林果一次性密码"]').click();
    const shown = await page.waitForSelector('.given-password');
    password = (await shown?.evaluate((element) => element.textContent)) ?? '';
    assert.equal(password.length, 14);
    await fits(at, 'users-password');
    await page.locator('[aria-label="同意授予林果：系统管理员"]').click();
    await hands.sees('提出授权的人不能自己同意');
  });

  test('the owner puts his own password in its place at the first sign-in', async (at) => {
    const { page, hands } = at;
    await page.goto('about:blank');
    await page.deleteCookie(...(await page.cookies(system.url)));
    await hands.open('/');
    await page.locator('#username').fill('linguo');
    await page.locator('#password').fill(password);
    await page.locator('button[type="submit"]').click();
    await hands.sees('首次登录，请设置自己的密码');
    await hands.quiet();
    await page.screenshot({ path: join(shots, 'users-replace.png') });
    assert.deepEqual(await hands.barriers(), []);
    await page.locator('#chosen').fill('meadow-and-river');
    await page.locator('#again').fill('meadow-and-river');
    await page.locator('button[type="submit"]').click();
    await page.waitForSelector('.head');
    await hands.sees('工作台');
  });

  test('a second administrator agrees; the account is suspended and resumed', async (at) => {
    const { page, hands } = at;
    await become(at, 'shenjingyi');
    await hands.open('/admin/users');
    await find(at, 'linguo');
    await page.locator('[aria-label="同意授予林果：系统管理员"]').click();
    await page.waitForFunction("!document.body.innerText.includes('待同意')");
    await page.locator('[aria-label="停用林果"]').click();
    await hands.sees('已停用');
    await page.locator('[aria-label="启用林果"]').click();
    await page.waitForFunction("!document.body.innerText.includes('已停用')");
    await page.locator('[aria-label="解锁林果"]').click();
    await hands.sees('已办理');
  });

  test('the page of undelivered messages says that there are none', async (at) => {
    await at.hands.open('/admin/messages');
    await at.hands.sees('没有未送达的消息');
    await fits(at, 'messages-none');
  });

  test('the pages made no noise', ({ noise }) => {
    assert.deepEqual(
      noise.filter((line) => !/status of 40[13]/.test(line)),
      [],
    );
    return Promise.resolve();
  });
});
