/**
 * The form validator against @formio/core's submission pipeline: 150 components with 20 conditions and 5 calculations,
 * flat and nested (6 containers, 6 grids of 3 rows), valid submissions. Prints one JSON line: submissions per CPU-second
 * of each (median of interleaved rounds) and their ratio.
 */
import {
  DefaultEvaluator,
  process as formioProcess,
  Processors,
  registerEvaluator,
  rules,
  serverRules,
} from '@formio/core';
import { compileForm } from '#engine/form/compile.ts';

type Data = Record<string, unknown>;
interface Sample {
  readonly components: Data[];
  readonly data: Data;
}

registerEvaluator(new DefaultEvaluator({ noeval: true }));

const options = ['a', 'b', 'c'].map((value) => ({ value, label: value }));

const leaves: readonly (readonly [component: Data, value: unknown])[] = [
  [{ type: 'textfield', validate: { required: true, minLength: 2, maxLength: 40 } }, 'some text'],
  [{ type: 'number', validate: { min: 0, max: 1000 } }, 12],
  [{ type: 'select', data: { values: options }, validate: { required: true, onlyAvailableItems: true } }, 'b'],
  [{ type: 'textarea', validate: { maxLength: 2000 } }, 'a longer text\nof two lines'],
  [{ type: 'datetime', enableTime: false, widget: { type: 'calendar', enableTime: false } }, '2026-04-28'],
  [{ type: 'checkbox' }, true],
  [{ type: 'textfield', validate: { pattern: '[A-Z]{2}[0-9]{4}' } }, 'AB1234'],
  [{ type: 'email' }, 'somebody@example.cn'],
  [{ type: 'radio', values: options, validate: { onlyAvailableItems: true } }, 'a'],
];

const leaf = (index: number): { component: Data; value: unknown; key: string } => {
  const [component, value] = leaves[index % leaves.length] ?? [{}, ''];
  const key = `f${index}`;
  const conditional = {
    show: true,
    conjunction: 'all',
    conditions: [{ component: 'f5', operator: 'isEqual', value: true }],
  };
  const conditioned = index > 8 && index % 7 === 0 && index < 148 ? { conditional } : {};
  return { component: { ...component, key, label: key, input: true, ...conditioned }, value, key };
};

const calculation = (index: number): Data => ({
  type: 'number',
  key: `sum${index}`,
  input: true,
  calculateServer: true,
  calculateValue: { '+': [{ or: [{ var: 'data.f1' }, 0] }, index] },
});

const flat = (): Sample => {
  const made = Array.from({ length: 145 }, (_, index) => leaf(index));
  const sums = Array.from({ length: 5 }, (_, index) => calculation(index));
  return {
    components: [...made.map(({ component }) => component), ...sums],
    data: Object.fromEntries(made.map(({ key, value }) => [key, value])),
  };
};

const nested = (): Sample => {
  const { components, data } = flat();
  const inner = components.splice(20, 113);
  const groups = Array.from({ length: 12 }, (_, index) => inner.slice(index * 9, index * 9 + 9));
  const result: Sample = {
    components,
    data: Object.fromEntries(components.map(({ key }) => [key, data[String(key)]])),
  };
  for (const [index, group] of groups.entries()) {
    const key = `g${index}`;
    const row = (): Data => Object.fromEntries(group.map((component) => [component.key, data[String(component.key)]]));
    components.push({ type: index % 2 === 0 ? 'container' : 'datagrid', key, input: true, components: group });
    result.data[key] = index % 2 === 0 ? row() : [row(), row(), row()];
  }
  return result;
};

const perCpuSecond = async (times: number, run: () => unknown): Promise<number> => {
  const start = process.cpuUsage();
  for (let index = 0; index < times; index++) await run();
  const { user, system } = process.cpuUsage(start);
  return (times * 1e6) / (user + system);
};

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

const compare = async ({ components, data }: Sample): Promise<Data> => {
  const { validate } = compileForm({ components }, { codes: () => undefined });
  const { issues } = validate(data, { complete: true });
  if (issues.length > 0) throw new Error(`the sample is not valid: ${JSON.stringify(issues[0])}`);
  const forCore = structuredClone(components);
  const core = (): unknown => {
    const input = structuredClone(data);
    const scope = {};
    const context = { form: { components: forCore }, components: forCore, submission: { data: input }, data: input };
    const settings = {
      processors: Processors,
      rules: [...rules, ...serverRules],
      instances: {},
      config: { server: true },
    };
    return formioProcess({ ...context, ...settings, scope } as never);
  };
  const ours = (): unknown => validate(structuredClone(data), { complete: true });
  const rounds: { ours: number; core: number }[] = [];
  await perCpuSecond(500, ours);
  await perCpuSecond(10, core);
  for (let round = 0; round < 5; round++) {
    rounds.push({ ours: await perCpuSecond(2000, ours), core: await perCpuSecond(20, core) });
  }
  const result = { ours: median(rounds.map((round) => round.ours)), core: median(rounds.map((round) => round.core)) };
  return {
    ours: Math.round(result.ours),
    core: Math.round(result.core),
    ratio: Math.round(result.ours / result.core),
    ratios: rounds.map((round) => Math.round(round.ours / round.core)),
  };
};

const started = process.cpuUsage();
const compileMs = (): number => {
  const start = process.cpuUsage(started).user;
  compileForm(flat(), { codes: () => undefined });
  return Math.round((process.cpuUsage(started).user - start) / 100) / 10;
};

process.stdout.write(
  `${JSON.stringify({ bench: 'form', components: 150, unit: 'submissions per CPU-second', compileMs: compileMs(), flat: await compare(flat()), nested: await compare(nested()) })}\n`,
);
