import words from '../message/capital.zh.json' with { type: 'json' };

const digits = words.digits.join('');
const units = [...words.places, words.tenThousand, words.hundredMillion].join('');
const cents = `(?:[${digits}]${words.jiao})?(?:[${digits}]?[${digits}]${words.fen})?`;
const shape = new RegExp(`[${digits}${units}]+${words.yuan}(?:${words.whole}|${cents})`, 'gu');

/** Every amount in Chinese capitals in a text, with its value in fen. Amounts below one yuan are not looked for. */
export const readCapitals = (text: string): { readonly text: string; readonly fen: number }[] =>
  [...text.matchAll(shape)].map(([found]) => ({ text: found, fen: fenOf(found) }));

const fenOf = (text: string): number => {
  const [yuan = '', rest = ''] = text.split(words.yuan);
  return wholeOf(yuan) * 100 + before(rest, words.jiao) * 10 + before(rest, words.fen);
};

/** The digit before a unit; 0 where the unit is not named. */
const before = (text: string, unit: string): number => {
  const place = text.indexOf(unit);
  return place < 1 ? 0 : Math.max(0, words.digits.indexOf(text[place - 1] ?? ''));
};

const wholeOf = (text: string): number => {
  for (const [word, size] of [
    [words.hundredMillion, 100_000_000],
    [words.tenThousand, 10_000],
  ] as const) {
    const place = text.lastIndexOf(word);
    if (place >= 0) return wholeOf(text.slice(0, place)) * size + wholeOf(text.slice(place + word.length));
  }
  return groupOf(text);
};

const groupOf = (text: string): number => {
  let sum = 0;
  let digit = 0;
  for (const character of text) {
    const place = words.places.indexOf(character);
    if (place > 0) {
      sum += digit * 10 ** place;
      digit = 0;
    } else digit = Math.max(0, words.digits.indexOf(character));
  }
  return sum + digit;
};
