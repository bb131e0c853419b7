import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const root = fileURLToPath(new URL('../../', import.meta.url));
const lists: Readonly<Record<string, Readonly<Record<string, string>>>> = JSON.parse(
  readFileSync(join(root, 'templates/case/codes.sample.json'), 'utf8'),
);

/** Every code with the codes that may stand in its place. */
const siblings = new Map<string, readonly string[]>();
for (const codes of Object.values(lists).map(Object.keys))
  for (const code of codes) if (!siblings.has(code)) siblings.set(code, codes);

const common =
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严';
const rare = ['㛃', '䶮', '𬱖', '𠅤', '㑇', '䲟', '𬬭', '𫖯', '龍', '鳳'];
const marks = [...'，、。；：（）《》％×Φ．-/<>&"'];
const latin = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'];

const character = fc.oneof(
  { weight: 80, arbitrary: fc.constantFrom(...common) },
  { weight: 8, arbitrary: fc.constantFrom(...latin) },
  { weight: 8, arbitrary: fc.constantFrom(...marks) },
  { weight: 2, arbitrary: fc.constantFrom(...rare) },
);
const text = (least: number, most: number): fc.Arbitrary<string> =>
  fc.array(character, { minLength: least, maxLength: most, size: 'max' }).map((all) => all.join(''));
/** Words without a place to break: numbers of papers, codes, addresses of pages. */
const unbroken = (most: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...latin), { minLength: 1, maxLength: most, size: 'max' }).map((all) => all.join(''));

const shortText = (length: number): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 6, arbitrary: text(1, Math.max(4, length)) },
    { weight: 2, arbitrary: text(1, Math.min(60, Math.max(8, length * 3))) },
    { weight: 1, arbitrary: unbroken(Math.min(60, Math.max(8, length * 2))) },
  );
const longText = (length: number): fc.Arbitrary<string> =>
  fc
    .array(text(1, Math.min(400, length)), { minLength: 1, maxLength: 6, size: 'max' })
    .map((paragraphs) => paragraphs.join('\n'));

const two = (value: number): string => String(value).padStart(2, '0');
const date = fc
  .tuple(fc.integer({ min: 2011, max: 2031 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([year, month, day]) => `${year}-${two(month)}-${two(day)}`);
const instant = fc
  .tuple(date, fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([day, hour, minute]) => `${day}T${two(hour)}:${two(minute)}:00.000Z`);

const money = /amount|total|value|income|price|fine|cost|base$/i;
const fen = fc.oneof(
  fc.integer({ min: 0, max: 99_999 }),
  fc.integer({ min: 0, max: 2_000_000_000 }),
  fc.integer({ min: 1, max: 100_000 }).map((yuan) => yuan * 10_000),
);

const stringLike = (key: string, value: string): fc.Arbitrary<Json> => {
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return date;
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return instant;
  const codes = siblings.get(value);
  if (codes !== undefined && key !== 'id') return fc.constantFrom(...codes);
  if (/^(id|step|result|subject)$/.test(key)) return fc.constant(value);
  // A sum follows the words of a penalty: they do not end in figures.
  if (key === 'text') return longText(value.length).map((words) => words.replace(/[\d.]+$/, ''));
  if (value === '') return fc.oneof(fc.constant(''), shortText(10));
  return value.length > 60 || value.includes('\n') ? longText(value.length) : shortText(value.length);
};

/** What never changes shape: which law, whose paper, whether it is a draft. */
const fixed: Readonly<Record<string, true>> = { draft: true, seal: true, copies: true, docWord: true, unit: true };

const numberLike = (key: string): fc.Arbitrary<Json> => (money.test(key) ? fen : fc.integer({ min: 0, max: 999 }));

const like = (key: string, value: Json): fc.Arbitrary<Json> => {
  if (fixed[key] || value === null) return fc.constant(value);
  if (typeof value === 'string') return stringLike(key, value);
  if (typeof value === 'number') return numberLike(key);
  if (typeof value === 'boolean') return fc.boolean();
  if (Array.isArray(value)) return listLike(key, value);
  return fc.record(
    Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, like(name, inner)])),
  ) as fc.Arbitrary<Json>;
};

/** Lists that are short by their nature. */
const fewOf: Readonly<Record<string, number>> = {
  party: 2,
  submitReport: 1,
  approveFiling: 4,
  approveDecision: 4,
  approveClosing: 3,
  officers: 3,
};

const listLike = (key: string, value: readonly Json[]): fc.Arbitrary<Json> =>
  value.length === 0
    ? fc.constant([])
    : fc.array(fc.oneof(...value.map((item) => like(key, item))), {
        minLength: 1,
        maxLength: fewOf[key] ?? 30,
        size: 'max',
      });

interface View {
  readonly organization: object;
  readonly system: object;
}

/** Views shaped like a sample, with other texts, amounts, codes, days, lengths of lists, under either regime. */
export const viewLike = (sample: View): fc.Arbitrary<object> =>
  fc
    .tuple(
      like('', sample as unknown as Json),
      fc.constantFrom('scjg-2021', 'zj-2011'),
      fc.constantFrom('江州市市场监督管理局', '江州市质量技术监督局', '东江省江州高新技术产业开发区市场监督管理局'),
    )
    .map(([view, regime, name]) => {
      const made = view as Record<string, Record<string, Json>>;
      return {
        ...made,
        organization: { ...made.organization, name },
        system: { ...made.system, regime },
      };
    });
