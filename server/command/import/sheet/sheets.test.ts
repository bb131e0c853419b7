import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strToU8, zipSync } from 'fflate';
import { inGb18030 } from '#test/support/import-files.ts';
import { BadFile } from './bad-file.ts';
import { readDelimited } from './read-delimited.ts';
import { readXlsx, type Sheet } from './read-xlsx.ts';

const cellsOf = async (sheet: Sheet): Promise<string[][]> => {
  const lines = [];
  for await (const { line, cells } of sheet.rows())
    lines.push([String(line), ...Array.from(cells, (cell) => (cell === undefined ? '' : `${cell.kind}:${cell.text}`))]);
  return lines;
};
const refusal = async (work: () => Promise<unknown>): Promise<string> => {
  try {
    await work();
    return 'taken';
  } catch (error) {
    if (error instanceof BadFile) return error.issue.code;
    throw error;
  }
};

const book = (rows: string, more: Readonly<Record<string, string>> = {}): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries({
        'xl/workbook.xml':
          '<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="a" r:id="rId7"/></sheets></workbook>',
        'xl/_rels/workbook.xml.rels':
          '<Relationships><Relationship Id="rId1" Target="styles.xml"/><Relationship Id="rId7" Target="worksheets/own.xml"/></Relationships>',
        'xl/sharedStrings.xml':
          '<sst><si><t>one</t></si><si><r><t>t</t></r><r><t xml:space="preserve">w&amp;o </t></r><rPh><t>no</t></rPh></si></sst>',
        'xl/worksheets/own.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
        ...more,
      }).map(([name, text]) => [name, strToU8(text)]),
    ),
  );

test('a workbook gives texts, numbers, truths, formulas and errors, each in its column and line', async () => {
  const sheet = await readXlsx(
    book(
      '<row r="2" spans="1:3"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c></row><row r="3"/>' +
        '<row r="5"><c r="A5"><v>0.30000000000000004</v></c><c r="B5" t="b"><v>1</v></c><c r="C5"><f>1+1</f><v>2</v></c>' +
        '<c r="D5" t="e"><v>#N/A</v></c><c r="E5" t="inlineStr"><is><t>&#x4E00;_x000A_b</t></is></c><c r="F5" s="3"/></row>',
    ),
  );
  assert.equal(sheet.from1904, true);
  assert.deepEqual(await cellsOf(sheet), [
    ['2', 'text:one', '', 'text:tw&o '],
    ['5', 'number:0.30000000000000004', 'boolean:1', 'formula:1+1', 'error:#N/A', 'text:一\nb'],
  ]);
});

test('a row that is split between two pieces of the archive is read whole', async () => {
  const rows = Array.from(
    { length: 10_000 },
    (_, n) => `<row r="${n + 1}"><c r="A${n + 1}" t="inlineStr"><is><t>${Math.sin(n)}</t></is></c></row>`,
  );
  const lines = await cellsOf(await readXlsx(book(rows.join(''))));
  assert.equal(lines.length, 10_000);
  assert.deepEqual(lines[9_876], ['9877', `text:${Math.sin(9_876)}`]);
});

test('what is no workbook, unfolds to too much, names other files or is cut off is refused', async () => {
  const good = book('<row r="1"><c r="A1"><v>1</v></c></row>');
  const read = (file: Uint8Array) => refusal(async () => cellsOf(await readXlsx(file)));
  assert.equal(await read(good), 'taken');
  assert.equal(await read(good.subarray(0, good.length - 30)), 'import.notZip');
  assert.equal(await read(zipSync({ 'a.txt': strToU8('x') })), 'import.notWorkbook');
  assert.equal(await read(book(`<row r="1"><c r="A1"><v>${'1'.repeat(5_000_000)}</v></c></row>`)), 'import.tooLongRow');
  assert.equal(await read(book('<row r="1"><c r="ZZZ1"><v>1</v></c></row>')), 'import.tooManyColumns');
  assert.equal(
    await read(book('', { 'xl/worksheets/own.xml': '<!DOCTYPE a [<!ENTITY b "c">]><sheetData></sheetData>' })),
    'import.notWorkbook',
  );
  const bomb = book('', {
    'xl/sharedStrings.xml': `<sst>${`<si><t>${'a'.repeat(500_000)}</t></si>`.repeat(140)}</sst>`,
  });
  assert.ok(bomb.length < 1_000_000);
  assert.equal(await read(bomb), 'import.tooLargePart');
});

test('quotes, doubled quotes, line feeds in cells, empty cells and a missing last line feed are read', async () => {
  const text = 'a,b,c\r\n"x, ""y""\nz",,1\r\n,,\n"",last';
  assert.deepEqual(await cellsOf(readDelimited(Buffer.from(text))), [
    ['1', 'text:a', 'text:b', 'text:c'],
    ['2', 'text:x, "y"\nz', '', 'text:1'],
    ['3', '', '', ''],
    ['4', '', 'text:last'],
  ]);
});

test('the encoding follows the byte order mark, then what the bytes can be', async () => {
  const first = async (bytes: Uint8Array) => (await cellsOf(readDelimited(bytes)))[0]?.slice(1);
  const wanted = ['text:单位', 'text:打假办'];
  assert.deepEqual(await first(Buffer.from('单位,打假办\n')), wanted);
  assert.deepEqual(await first(Buffer.from('\uFEFF单位,打假办\n')), wanted);
  assert.deepEqual(await first(Buffer.from('\uFEFF单位\t打假办\n', 'utf16le')), wanted);
  assert.deepEqual(await first(inGb18030('单位;打假办\n')), wanted);
  assert.equal(await refusal(async () => readDelimited(Uint8Array.of(0x61, 0xff, 0xff, 0x0a))), 'import.encoding');
});
