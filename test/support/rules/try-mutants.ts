import { buildCatalog, type Catalog, type Finding } from '#engine/definition/catalog.ts';
import { checkCatalog } from '#engine/definition/check/check-catalog.ts';
import { describeFinding } from '#engine/definition/check/describe.ts';
import { checkParametersOn } from '#engine/definition/check/parameters-on.ts';
import { runGolden } from '#engine/definition/golden.ts';
import { messages } from '#engine/message/messages.ts';
import { translate } from '#engine/message/translate.ts';
import { surveySubjects } from '#server/query/rule/survey-subjects.ts';
import { moduleTableSpec, prepareModuleTables } from '#server/storage/module-tables.ts';
import type { Storage } from '#server/storage/storage.ts';
import { SeededRandom } from '../forms/seeded-random.ts';
import { type Mutant, mutate, stockOf } from './mutate.ts';

export interface MutantReport {
  readonly tried: number;
  readonly accepted: number;
  readonly refused: number;
  /** Codes of findings, how often each. */
  readonly codes: Readonly<Record<string, number>>;
  readonly slowestMs: number;
  /** What should not have been, with the seed that makes it again. */
  readonly faults: readonly { readonly seed: number; readonly mutant: Mutant; readonly what: string }[];
}

export interface MutantPlan {
  readonly pack: ReadonlyMap<string, string>;
  readonly storage: Storage;
  readonly seed: number;
  readonly count: number;
  readonly asOf: string;
}

/** Longer than any rule set over the few records of a test may take, however much else the machine does. */
const timeLimit = 5_000;

const mutable = /\/(rules|aggregates|parameters)\/[^/]+\.json$/;

/** The names a message asks for that the finding has nothing for; what it echoes is not read as a name. */
const unfilled = (template: string, { params = {} }: Finding): readonly string[] =>
  [...template.matchAll(/\{([A-Za-z][A-Za-z0-9]*)\}/g)].flatMap(([, name = '']) => {
    const value = params[name];
    return value === undefined || value === null ? [name] : [];
  });

/** What is wrong with a refusal: it names a file and a place, and says why and what would be right in both languages. */
export const badRefusal = (findings: readonly Finding[]): string | undefined => {
  for (const finding of findings) {
    const { file, path, code } = finding;
    if (!file.startsWith('definitions/') || !(path === '' || path.startsWith('/'))) return `no place: ${file} ${path}`;
    for (const language of ['zh', 'en'] as const) {
      const template = messages[language][code];
      if (template === undefined) return `no words in ${language} for ${code}`;
      const missing = unfilled(template, finding);
      if (missing.length > 0) return `${code} says nothing for ${missing.join(', ')}`;
      const text = describeFinding(finding, language);
      if (!text.includes(file) || !text.includes(path)) return text;
      if (language === 'zh' && !/\p{Script=Han}/u.test(translate(finding, 'zh'))) return text;
    }
  }
  return undefined;
};

/** Asks every rule set over many records, and the golden cases of the others. */
const runAll = async (catalog: Catalog, { storage, asOf }: MutantPlan): Promise<void> => {
  await prepareModuleTables(
    storage,
    [...catalog.definitions.module.keys()].map((key) => moduleTableSpec(catalog.module(key))),
  );
  const source = { db: storage.read, catalog, dialect: storage.dialect, now: `${asOf}T02:00:00.000Z` };
  for (const ruleSet of catalog.definitions.ruleset.values())
    if (ruleSet.subject !== undefined) await surveySubjects(source, ruleSet, { asOf, versions: true });
  await runGolden(catalog, ({ target }) => target.kind === 'ruleset');
};

interface Verdict {
  readonly accepted: boolean;
  readonly codes: readonly string[];
  readonly ms: number;
  readonly what: string | undefined;
}

const judge = async (plan: MutantPlan, mutant: Mutant): Promise<Verdict> => {
  const began = performance.now();
  const since = () => performance.now() - began;
  let codes: readonly string[] = [];
  try {
    const { catalog, issues } = buildCatalog(new Map([...plan.pack, [mutant.file, mutant.text]]), new Map());
    const findings = [...issues, ...checkCatalog(catalog), ...checkParametersOn(catalog, plan.asOf)];
    codes = findings.map(({ code }) => code);
    if (findings.length > 0) return { accepted: false, codes, ms: since(), what: badRefusal(findings) };
    await runAll(catalog, plan);
    const ms = since();
    return { accepted: true, codes, ms, what: ms > timeLimit ? `took ${Math.round(ms)} ms` : undefined };
  } catch (error) {
    const what = error instanceof Error ? `${error.stack} ${JSON.stringify(error)}` : String(error);
    return { accepted: codes.length === 0, codes, ms: since(), what };
  }
};

/** Mutated rule sets, aggregates and parameters, one after the other, each judged and, where it is accepted, run. */
export const tryMutants = async (plan: MutantPlan): Promise<MutantReport> => {
  const files = [...plan.pack].filter(([path]) => mutable.test(path));
  const stock = stockOf([...plan.pack].flatMap(([path, text]) => (path.endsWith('.json') ? [text] : [])));
  const codes: Record<string, number> = {};
  const faults: MutantReport['faults'][number][] = [];
  let [accepted, slowestMs] = [0, 0];
  for (let index = 0; index < plan.count; index += 1) {
    const seed = plan.seed + index;
    const random = new SeededRandom(seed);
    const [file, text] = random.pick(files);
    const mutant = mutate(file, text, random, stock);
    const verdict = await judge(plan, mutant);
    for (const code of new Set(verdict.codes)) codes[code] = (codes[code] ?? 0) + 1;
    if (verdict.accepted) accepted += 1;
    slowestMs = Math.max(slowestMs, verdict.ms);
    if (verdict.what !== undefined) faults.push({ seed, mutant, what: verdict.what });
  }
  return { tried: plan.count, accepted, refused: plan.count - accepted, codes, slowestMs, faults };
};

/** What several pieces of one soak found together. */
export const joinReports = (reports: readonly MutantReport[]): MutantReport => {
  const codes: Record<string, number> = {};
  for (const report of reports)
    for (const [code, times] of Object.entries(report.codes)) codes[code] = (codes[code] ?? 0) + times;
  const sum = (of: (report: MutantReport) => number) => reports.reduce((total, report) => total + of(report), 0);
  return {
    tried: sum(({ tried }) => tried),
    accepted: sum(({ accepted }) => accepted),
    refused: sum(({ refused }) => refused),
    codes,
    slowestMs: Math.max(0, ...reports.map(({ slowestMs }) => slowestMs)),
    faults: reports.flatMap(({ faults }) => faults),
  };
};
