import { createHash } from 'node:crypto';
import { canonicalJson } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';
import { evaluateRuleSet } from '#engine/rule/evaluate.ts';
import type { RuleSet } from '#engine/rule/rule-set.ts';
import type { Context } from '../command/context.ts';
import { asJson } from '../storage/db.ts';
import { reachRecord } from './read-record.ts';

interface StoredInputs {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly regime: string;
  readonly date: string;
}

/** The rule set as the release of the decision had it. */
const ruleSetOf = async (context: Context, release: string, key: string): Promise<RuleSet | undefined> => {
  const { read } = context.storage;
  const manifest = await read
    .selectFrom('release')
    .innerJoin('blob', 'blob.hash', 'release.manifest')
    .select('blob.content')
    .where('release.id', '=', release)
    .executeTakeFirst();
  const paths = asJson<Record<string, string>>(manifest?.content ?? '{}');
  const path = Object.keys(paths).find((one) => one.endsWith(`/rules/${key}.json`));
  if (path === undefined) return undefined;
  const blob = await read
    .selectFrom('blob')
    .select('content')
    .where('hash', '=', paths[path] ?? '')
    .executeTakeFirst();
  return blob === undefined ? undefined : asJson<RuleSet>(blob.content);
};

/** Decides again with the release and the inputs a stored decision names, and says whether the result is the same. */
export const replayDecision = async (context: Context, { id }: { readonly id: string }) => {
  const row = await context.storage.read.selectFrom('decision').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw problem('not-found');
  const header = await context.storage.read
    .selectFrom('record')
    .select('module')
    .where('id', '=', row.record_id)
    .executeTakeFirst();
  await reachRecord(context, { module: header?.module ?? '', id: row.record_id });
  const ruleSet = await ruleSetOf(context, row.release, row.ruleset);
  if (ruleSet === undefined) throw problem('not-available', { params: { reason: row.ruleset } });
  const inputs = asJson<StoredInputs>(row.inputs);
  const result = await evaluateRuleSet(ruleSet, inputs.facts, { regime: inputs.regime, date: inputs.date });
  const digest = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex');
  const same =
    digest(result.outcomes) === digest(asJson(row.outcome)) && digest(result.trace) === digest(asJson(row.trace));
  return {
    same,
    outcome: result.outcomes,
    trace: result.trace,
    stored: { outcome: asJson(row.outcome), trace: asJson(row.trace), hash: row.hash },
  };
};
