import { globSync, readFileSync } from 'node:fs';

/** A rule of the house that no linter knows: which files it judges, and the lines it objects to. */
export interface HouseRule {
  readonly name: string;
  readonly applies: (path: string) => boolean;
  readonly faults: (text: string, path: string) => readonly string[];
}

const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path) || /^(test|bench|scripts)\//.test(path);
const isSource = (path: string): boolean => /\.(ts|tsx|mjs)$/.test(path) && !path.includes('.gen.');
const rooms = /^(engine|server|runtime-ui|admin-ui|migrations)\//;

const linesWith = (pattern: RegExp) => (text: string) =>
  text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${index + 1}: ${line.trim()}`] : []));

const withoutComments = (text: string): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1');

/** Ids the pack declares: keys of definitions, states, actions, fields, codes made of words. Generic words are nobody's. */
export const packIds = (generic: ReadonlySet<string>): ReadonlySet<string> => {
  const ids = new Set<string>();
  const add = (value: unknown) => {
    if (typeof value === 'string' && /^[a-z][A-Za-z-]{3,}$/.test(value) && !generic.has(value)) ids.add(value);
  };
  for (const file of globSync('definitions/**/*.json')) {
    const definition = JSON.parse(readFileSync(file, 'utf8'));
    add(definition.key);
    for (const key of Object.keys(definition.states ?? {})) add(key);
    for (const key of Object.keys(definition.actions ?? {})) add(key);
    for (const item of definition.items ?? []) add(item.code);
    for (const field of definition.fields ?? []) add(field.field);
  }
  return ids;
};

const literals = (text: string): { word: string; line: number }[] =>
  withoutComments(text)
    .split('\n')
    .flatMap((line, index) =>
      [...line.matchAll(/'([^'\\\n]+)'|"([^"\\\n]+)"/g)].map((match) => ({
        word: match[1] ?? match[2] ?? '',
        line: index + 1,
      })),
    );

/** Words that belong to every trade: the platform's own vocabulary and programming's. */
export const genericWords: ReadonlySet<string> = new Set(
  `read create update delete export files documents record records form list state title name date text code codes user users organization organizations region regions
  open closed draft done active agree return reject submit author handler recall approve save note reason status kind type value number other unknown normal default
  phone email address money decimal integer boolean instant subject platform level post role report search print issue serve void begin end start stop pause resume
  national province city county scope subtree assigned module workflow document entry event message file clock task session token system account person group
  version parent child root children order index result steps step action actions key label content count total amount item items list-no seal quote check mask pick
  fill money lines logic admin viewer operator manager general library common basic main internal public external high middle low none all any yes no true false
  method mail electronic direct left right first second third next previous early late waiver service notice description summary remark comment opinion
  operations verify restore backup expert auditor stat info keeper partial roll unit brand product light warning changed scope same absent forward yellow merge returned ended refused found decision profile published removed lapse approval base applied received blue orange levels issued issuedAt finish handling daily offset organizationLevel trial lapsed checking written stopped measure close duplicate duplicates volume media retention signed correct correction proposed withdraw archive accept agent online`.split(
    /\s+/,
  ),
);

export const houseRules = (ids: ReadonlySet<string>): readonly HouseRule[] => [
  {
    name: 'a file has at most 300 lines',
    applies: (path) => isSource(path),
    faults: (text) => (text.split('\n').length > 301 ? [`${text.split('\n').length - 1} lines`] : []),
  },
  {
    name: 'no Chinese characters in code outside messages and tests',
    applies: (path) => isSource(path) && rooms.test(path) && !isTest(path),
    faults: linesWith(/[\u3400-\u9fff\uff00-\uffef\u3001\u3002\u300a-\u3011]/),
  },
  {
    name: 'the engine names no clock, randomness, locale or global object',
    applies: (path) => path.startsWith('engine/') && isSource(path) && !isTest(path),
    faults: (text, path) => {
      const allowed = path === 'engine/time.ts';
      const code = withoutComments(text);
      const always = linesWith(
        /\bglobalThis\b|\bMath\.random\b|\bIntl\b|\bDate\.now\b|new Date\(\)|\bnew Function\b|\beval\(/,
      )(code);
      return [...always, ...(allowed ? [] : linesWith(/(?<![A-Za-z.])Date(?![A-Za-z])\s*[(.]/)(code))];
    },
  },
  {
    name: 'nothing is left open in code',
    applies: (path) => isSource(path) && !path.startsWith('test/support/house'),
    faults: linesWith(/\b(TODO|FIXME|XXX)\b|(test|describe|it)\.only\(|not implemented/),
  },
  {
    name: 'the engine, the server and the interfaces name no id of the pack',
    applies: (path) => /^(engine|server|runtime-ui|admin-ui)\//.test(path) && isSource(path) && !isTest(path),
    faults: (text) =>
      literals(text)
        .filter(({ word }) => ids.has(word))
        .map(({ word, line }) => `${line}: '${word}' is declared in definitions/`),
  },
  {
    name: 'no path of a machine and no host of a package registry',
    applies: (path) => isSource(path) || path === 'package-lock.json' || path.endsWith('.md'),
    faults: linesWith(/"resolved": "https?:|registry\.np(m)js/),
  },
];

/** Every committed-or-not source file of the tree with its text. */
export const sourceFiles = (): readonly { path: string; text: string }[] =>
  globSync(['**/*.{ts,tsx,mjs,md}', 'package-lock.json'], { exclude: ['node_modules/**', 'dist/**', 'data/**'] })
    .sort()
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
