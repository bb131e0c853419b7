const digits = new Map([...'零壹贰叁肆伍陆柒捌玖'].map((digit, value) => [digit, value]));
const places = new Map([
  ['拾', 10],
  ['佰', 100],
  ['仟', 1000],
]);

/** A group below ten thousand. */
const group = (text: string): number => {
  let sum = 0;
  let digit = 0;
  for (const character of text) {
    const place = places.get(character);
    if (place === undefined) digit = digits.get(character) ?? Number.NaN;
    else {
      sum += digit * place;
      digit = 0;
    }
  }
  return sum + digit;
};

/** Yuan before the word for it, by the great units from the left. */
const yuan = (text: string): number => {
  for (const [unit, value] of [
    ['亿', 100_000_000],
    ['万', 10_000],
  ] as const) {
    const at = text.lastIndexOf(unit);
    if (at >= 0) return yuan(text.slice(0, at)) * value + yuan(text.slice(at + 1));
  }
  return group(text);
};

/** Fen that an amount in Chinese capitals says; read independently of how it is written. NaN for what is none. */
export const amountInCapitals = (text: string): number => {
  const [, whole = '', rest = ''] = /^(?:(.+)元)?(.*)$/.exec(text) ?? [];
  const jiao = /(.)角/.exec(rest)?.[1];
  const fen = /(.)分/.exec(rest)?.[1];
  return yuan(whole) * 100 + (jiao ? group(jiao) : 0) * 10 + (fen ? group(fen) : 0);
};
