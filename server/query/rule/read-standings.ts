import { getPath } from '#engine/json.ts';
import { expandLadders } from '#engine/rule/expand-ladders.ts';
import { explainDecision } from '#engine/rule/explain-decision.ts';
import type { RuleAbout, RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { toCivilDate } from '#engine/time.ts';
import type { Context } from '../../command/context.ts';
import { asJson } from '../../storage/db.ts';
import { type RecordKey, reachRecord } from '../read-record.ts';
import { countedLinks } from './counted-links.ts';
import { eachRecords } from './each-records.ts';
import { evaluateEach } from './evaluate-subjects.ts';
import { fieldNames } from './field-names.ts';
import type { EachRecord } from './subject.ts';

/**
 * What the rule sets about a record's subject say of it now, as of today, with the records they count. Nothing is stored;
 * whoever may read the record may ask.
 */
export const readStandings = async (context: Context, key: RecordKey) => {
  const { data } = await reachRecord(context, key);
  const values = asJson<Record<string, unknown>>(data);
  const asked = [...context.catalog.definitions.ruleset.values()].flatMap((ruleSet) =>
    (ruleSet.subject?.about ?? []).flatMap((about) => {
      const group = about.module === key.module ? groupOf(about, values) : undefined;
      return group === undefined ? [] : [{ ruleSet, about, group }];
    }),
  );
  const standings: object[] = [];
  for (const { ruleSet, about, group } of asked)
    for await (const each of eachRecords(sourceOf(context), ruleSet))
      standings.push(...(await decide(context, { ruleSet, about, group }, each)));
  return standings;
};

type Group = Readonly<Record<string, string>>;

/** undefined while a field is not filled in. */
const groupOf = ({ subject }: RuleAbout, data: unknown): Group | undefined => {
  const found = Object.entries(subject).map(([key, path]) => [key, getPath(data, path)] as const);
  return found.every((one): one is readonly [string, string] => typeof one[1] === 'string' && one[1] !== '')
    ? Object.fromEntries(found)
    : undefined;
};

const sourceOf = ({ storage, now, catalog }: Context) => ({
  db: storage.read,
  dialect: storage.dialect,
  now,
  catalog,
});

interface Asked {
  readonly ruleSet: RuleSetDefinition;
  readonly about: RuleAbout;
  readonly group: Group;
}

const decide = async (context: Context, { ruleSet, about, group }: Asked, each: EachRecord | undefined) => {
  const { definitions } = context.catalog;
  const asOf = toCivilDate(context.now);
  const evaluated = await evaluateEach(sourceOf(context), ruleSet, { asOf, group, ...(each && { each }) });
  const found: object[] = [];
  for (const { facts, counted } of evaluated.subjects) {
    const { outcomes, trace } = evaluated.decide(facts);
    const parameters = evaluated.parameters();
    const decision = {
      ...fieldNames(context.catalog, ruleSet),
      ruleSet: expandLadders(ruleSet),
      definitions,
      lawDate: asOf,
      facts,
      counted,
      parameters,
      trace,
    };
    found.push({
      ruleset: ruleSet.key,
      title: about.title ?? ruleSet.title,
      asOf,
      each: each?.id ?? null,
      facts: Object.entries(ruleSet.facts).flatMap(([name, { title, type, codes, measure }]) =>
        measure === undefined
          ? []
          : [{ name, title: title ?? null, type, codes: codes ?? null, value: facts[name] ?? null }],
      ),
      outcomes: outcomes.map((outcome) => ({ ...outcome, title: titleOf(ruleSet, outcome.rule) })),
      explained: { zh: explainDecision(decision, 'zh'), en: explainDecision(decision, 'en') },
      counted: await countedLinks(context, definitions, counted),
    });
  }
  return found;
};

const titleOf = ({ rules }: RuleSetDefinition, key: string) => rules.find((rule) => rule.key === key)?.title ?? null;
