import writeExcelFile from 'write-excel-file/node';
import { isCreditCode } from '#engine/form/check/credit-code.ts';

type Row = readonly string[];

/** A workbook of one sheet whose cells are all text. */
export const workbook = (rows: readonly Row[]): Promise<Buffer> =>
  writeExcelFile(rows.map((row) => row.map((value) => ({ type: String, value })))).toBuffer();

export const csv = (rows: readonly Row[]): string =>
  rows
    .map((row) => row.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(','))
    .join('\r\n');

/** Text in GB18030: Node can read it, but not write it. */
export const inGb18030 = (text: string): Uint8Array => {
  const decoder = new TextDecoder('gb18030');
  const bytes = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1)
      if (trail !== 0x7f) bytes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
  return Uint8Array.from([...text].flatMap((sign) => bytes.get(sign) ?? [sign.charCodeAt(0)]));
};

const digits = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const codeWeights = [3, 7, 9, 10, 5, 8, 4, 2];
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** The n-th well-formed credit code of a region (GB 32100). */
export const creditCode = (n: number, region = '960102'): string => {
  const number = String(n).padStart(8, '0');
  const sum = [...number].reduce((total, digit, index) => total + Number(digit) * (codeWeights[index] ?? 0), 0);
  const rest = 11 - (sum % 11);
  const body = `91${region}${number}${rest === 10 ? 'X' : rest === 11 ? '0' : rest}`;
  const total = [...body].reduce((all, sign, index) => all + digits.indexOf(sign) * (creditWeights[index] ?? 0), 0);
  const code = body + digits.charAt((31 - (total % 31)) % 31);
  if (!isCreditCode(code)) throw new Error(`no credit code: ${code}`);
  return code;
};

export const enterpriseHeads = [
  '名称',
  '统一社会信用代码',
  '管理单位',
  '所在区域',
  '主要产品类别',
  '产品风险等级',
] as const;

/** The n-th of any number of enterprises. */
export const enterpriseRow = (n: number, place = '96010200'): string[] => [
  `第${n}厂`,
  creditCode(n),
  place,
  '960102',
  '0801',
  '2',
];
