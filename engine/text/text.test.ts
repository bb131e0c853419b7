import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cnUpper } from './cn-upper.ts';
import { mask } from './mask.ts';
import { formatMoney, parseMoney } from './money.ts';
import { neutralizeCell } from './neutralize-cell.ts';
import { normalizeText } from './normalize-text.ts';

const capitals: readonly (readonly [number, string])[] = [
  [10395000, '壹拾万叁仟玖佰伍拾元整'],
  [240000, '贰仟肆佰元整'],
  [10635000, '壹拾万陆仟叁佰伍拾元整'],
  [20005, '贰佰元零伍分'],
  [1000010, '壹万元壹角'],
  [0, '零元整'],
  [5, '伍分'],
  [10, '壹角'],
  [99, '玖角玖分'],
  [100, '壹元整'],
  [1000, '壹拾元整'],
  [140950, '壹仟肆佰零玖元伍角'],
  [600714, '陆仟零柒元壹角肆分'],
  [168032, '壹仟陆佰捌拾元叁角贰分'],
  [10700053, '壹拾万柒仟元伍角叁分'],
  [1640902, '壹万陆仟肆佰零玖元零贰分'],
  [32504, '叁佰贰拾伍元零肆分'],
  [1000100, '壹万零壹元整'],
  [10000000, '壹拾万元整'],
  [1001000000, '壹仟零壹万元整'],
  [10000000000, '壹亿元整'],
  [10001000000, '壹亿零壹万元整'],
  [10000000100, '壹亿零壹元整'],
  [10100000000, '壹亿零壹佰万元整'],
  [11000000000, '壹亿壹仟万元整'],
  [100000000000000, '壹万亿元整'],
  [100000001000000, '壹万亿零壹万元整'],
  [-20005, '负贰佰元零伍分'],
];

for (const [fen, words] of capitals) {
  test(`${formatMoney(fen)} in capitals is ${words}`, () => assert.equal(cnUpper(fen), words));
}

test('every amount up to a hundred thousand yuan has capitals of its own, without two zeros in a row', () => {
  const seen = new Set<string>();
  for (let yuan = 0; yuan <= 100_000; yuan += 1) {
    const words = cnUpper(yuan * 100);
    assert.ok(
      !words.includes('零零') && !words.includes('undefined') && !/零[万元]/.test(words.replace(/^零元/, '')),
      words,
    );
    seen.add(words);
  }
  assert.equal(seen.size, 100_001);
});

test('an amount that is no whole fen is refused', () => {
  for (const wrong of [1.5, Number.NaN, 2 ** 60]) {
    assert.throws(() => cnUpper(wrong), RangeError);
    assert.throws(() => formatMoney(wrong), RangeError);
  }
});

test('fen are written as yuan with two decimals', () => {
  assert.equal(formatMoney(10395000), '103950.00');
  assert.equal(formatMoney(10395000, 'grouped'), '103,950.00');
  assert.equal(formatMoney(100000000, 'grouped'), '1,000,000.00');
  assert.equal(formatMoney(99999, 'grouped'), '999.99');
  assert.equal(formatMoney(0), '0.00');
  assert.equal(formatMoney(5), '0.05');
  assert.equal(formatMoney(-123456, 'grouped'), '-1,234.56');
});

test('yuan as text come back as the same fen, and other text is no amount', () => {
  for (const fen of [0, 1, 99, 10395000, -123456, 999999999999999]) {
    assert.equal(parseMoney(formatMoney(fen)), fen);
    assert.equal(parseMoney(formatMoney(fen, 'grouped')), fen);
  }
  assert.equal(parseMoney('1.1'), 110);
  assert.equal(parseMoney('19.99'), 1999);
  assert.equal(Object.is(parseMoney('-0'), 0), true);
  for (const wrong of ['', '1.234', '1e3', '.5', '5.', '1,23', '12,34.00', ' 1', '一', '--1', '99999999999999'])
    assert.equal(parseMoney(wrong), undefined, wrong);
});

test('each kind of sensitive text keeps only its ends', () => {
  assert.equal(mask('idNo', '990103198006220021'), '990103********0021');
  assert.equal(mask('phone', '13800138000'), '138****8000');
  assert.equal(mask('phone', '0990-5550118'), '099*****0118');
  assert.equal(mask('name', '周建平'), '周**');
  assert.equal(mask('name', '𬱖建'), '𬱖*');
  assert.equal(mask('bank', '6222020200112233445'), '***************3445');
  assert.equal(mask('address', '江州市城东区工业二路18号'), '江州市城东区*******');
  assert.equal(mask('all', '任何内容'), '***');
});

test('a short text is starred whole and an unknown kind shows nothing', () => {
  assert.equal(mask('phone', '5550118'), '*******');
  assert.equal(mask('idNo', '9901031'), '*******');
  assert.equal(mask('name', '周'), '*');
  assert.equal(mask('name', ''), '');
  assert.equal(mask('toString', '周建平'), '***');
});

test('text is composed and never holds half a character', () => {
  assert.equal(normalizeText('e\u0301'), '\u00e9');
  assert.equal(normalizeText('a\ud800b'), 'a\ufffdb');
  assert.equal(normalizeText('㛃䶮𬱖'), '㛃䶮𬱖');
});

test('a cell that a spreadsheet would compute becomes text', () => {
  for (const start of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1+1'])
    assert.equal(neutralizeCell(start), `'${start}`);
  for (const plain of ['', 'a=b', '1-2', '处罚', ' =1']) assert.equal(neutralizeCell(plain), plain);
});
