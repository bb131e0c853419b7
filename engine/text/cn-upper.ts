import words from '../message/capital.zh.json' with { type: 'json' };

/**
 * An amount in integer fen in Chinese capitals, as annex 1 of the Measures for Payment and Settlement asks: zeros inside
 * are read once, an amount without jiao and fen ends in the word for "whole", a zero before fen is read.
 */
export const cnUpper = (fen: number): string => {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`not an amount in fen: ${fen}`);
  const amount = Math.abs(fen);
  const yuan = Math.floor(amount / 100);
  const whole = yuan > 0 || amount === 0 ? `${inWords(yuan)}${words.yuan}` : '';
  return `${fen < 0 ? words.negative : ''}${whole}${fractionInWords(amount % 100, yuan > 0)}`;
};

const zero = words.digits[0] ?? '';

const fractionInWords = (fen: number, afterYuan: boolean): string => {
  if (fen === 0) return words.whole;
  const jiao = Math.floor(fen / 10);
  const rest = fen % 10;
  const jiaoText = jiao > 0 ? `${words.digits[jiao]}${words.jiao}` : afterYuan ? zero : '';
  return `${jiaoText}${rest > 0 ? `${words.digits[rest]}${words.fen}` : ''}`;
};

const inWords = (value: number): string => {
  if (value === 0) return zero;
  if (value < 10_000) return groupInWords(value);
  const [unit, word] = value < 100_000_000 ? [10_000, words.tenThousand] : [100_000_000, words.hundredMillion];
  const low = value % unit;
  const gap = low > 0 && low < unit / 10 ? zero : '';
  return `${inWords(Math.floor(value / unit))}${word}${gap}${low > 0 ? inWords(low) : ''}`;
};

/** 1 to 9999. */
const groupInWords = (value: number): string => {
  let text = '';
  let gap = false;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(value / 10 ** place) % 10;
    if (digit === 0) gap = text !== '';
    else {
      text += `${gap ? zero : ''}${words.digits[digit]}${words.places[place]}`;
      gap = false;
    }
  }
  return text;
};
