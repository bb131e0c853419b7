import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe } from 'node:test';
import { enterpriseHeads, enterpriseRow, workbook } from '../support/import-files.ts';
import { officeSuite } from './office-desk.ts';

describe('rows of a file come in, in a browser', () => {
  const test = officeSuite('2026-06-30T01:00:00.000Z');
  const folder = mkdtempSync(join(tmpdir(), 'zhifa-file-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  test('a clerk hands in enterprises, reads what is wrong row by row, and takes in the rest', async (desk) => {
    const { hands, become, browser, fits, office } = desk;
    const rows = Array.from({ length: 60 }, (_, n) => enterpriseRow(n + 1));
    const spoiled = rows.map((row, n) => (n % 2 === 0 ? row.with(5, '很高很高') : row));
    const file = join(folder, '企业名录.xlsx');
    writeFileSync(file, await workbook([[...enterpriseHeads], ...spoiled]));
    await become('chenmingyuan');
    await hands.open('/m/enterprise');
    await hands.press('导入');
    await hands.sees('必填列：名称、统一社会信用代码、所在区域');
    await fits('imports');
    const input = await browser.page.waitForSelector('input[type=file]');
    assert.ok(input);
    await input.uploadFile(file);
    await hands.sees('共 60 行：可导入 30 行，已存在而跳过 0 行，有错误 30 行。');
    await hands.sees('不在可选范围内；可填：');
    await fits('import-report');
    await hands.press('导入 30 行');
    await hands.sees('共 60 行：已导入 30 行，已存在而跳过 0 行，有错误 30 行。');
    await hands.sees('下载错误行');
    await fits('import-done');
    await hands.press('导入');
    await hands.sees('企业名录.xlsx');
    const clerk = await office.as('chenmingyuan');
    const found = await clerk.get<{ metadata: { title: string } }[]>('/records/enterprise?limit=200&sort=-created');
    assert.equal(found.filter(({ metadata }) => metadata.title.startsWith('第')).length, 30);
  });
});
