const yuanShape = /^(-?)(\d{1,13})(?:\.(\d{1,2}))?$/;

/** Integer fen as yuan with two decimals: 10395000 → "103950.00", grouped "103,950.00". */
export const formatMoney = (fen: number, style: 'plain' | 'grouped' = 'plain'): string => {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`not an amount in fen: ${fen}`);
  const digits = String(Math.abs(fen)).padStart(3, '0');
  const yuan = digits.slice(0, -2);
  const whole = style === 'grouped' ? yuan.replaceAll(/\B(?=(?:\d{3})+$)/g, ',') : yuan;
  return `${fen < 0 ? '-' : ''}${whole}.${digits.slice(-2)}`;
};

/** Yuan as text ("103950", "103950.5", "103,950.00") in integer fen; undefined for anything else. */
export const parseMoney = (text: string): number | undefined => {
  const plain = /^-?\d{1,3}(?:,\d{3})+(?:\.|$)/.test(text) ? text.replaceAll(',', '') : text;
  const match = yuanShape.exec(plain);
  if (!match) return undefined;
  const [, sign, yuan = '', fraction = ''] = match;
  const fen = Number(yuan) * 100 + Number(fraction.padEnd(2, '0'));
  return sign === '-' && fen > 0 ? -fen : fen;
};
