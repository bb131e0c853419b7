import { canBalance } from '../../balance/balance.ts';
import type { Balance } from '../../schema/types.gen.ts';
import type { Catalog, CompiledModule, Finding } from '../catalog.ts';
import { type At, each } from '../walk.ts';
import { type Check, finding, moduleOf } from './check.ts';
import { conditionIssues, factsFor } from './conditions.ts';
import { meant } from './meant.ts';

/** A balance adds amounts of records below up into fields of this one that nobody fills in. */
export const checkBalances: Check = (catalog) =>
  [...catalog.definitions.module.keys()].flatMap((key) => {
    const module = moduleOf(catalog, key);
    return each('/balances', module?.definition.balances).flatMap((balance) =>
      module === undefined ? [] : checkBalance(catalog, module, balance),
    );
  });

const checkBalance = (catalog: Catalog, module: CompiledModule, { path, value }: At<Balance>): Finding[] => {
  const { definition } = module;
  const below = moduleOf(catalog, value.module);
  const kept = (['field', 'inField', 'outField'] as const).flatMap((name) => {
    const field = value[name];
    return field === undefined ? [] : checkKept(module, value, `${path}/${name}`, field);
  });
  if (below === undefined) return kept;
  if (below.definition.parent?.module !== definition.key)
    return [
      ...kept,
      finding(definition, `${path}/module`, 'fact-no-child', {
        module: below.definition.title,
        parent: definition.title,
      }),
    ];
  return [
    ...kept,
    ...(below.fields.get(value.amount)?.type === module.fields.get(value.field)?.type
      ? []
      : [amountFault(module, below, value, path)]),
    ...(['in', 'out'] as const).flatMap((name) =>
      value[name] === undefined
        ? []
        : conditionIssues({ path: `${path}/${name}`, value: value[name] }, factsFor(below)).map((issue) =>
            finding(definition, issue.path, issue.code, issue.params ?? {}),
          ),
    ),
  ];
};

const amountFault = (module: CompiledModule, below: CompiledModule, { amount, field }: Balance, path: string) =>
  below.fields.has(amount)
    ? finding(module.definition, `${path}/amount`, 'field-type', {
        field: amount,
        type: below.fields.get(amount)?.type,
        right: module.fields.get(field)?.type,
      })
    : finding(module.definition, `${path}/amount`, 'field-missing', {
        field: amount,
        module: below.definition.title,
        right: meant(amount, below.fields.keys()),
      });

const checkKept = (module: CompiledModule, { title }: Balance, path: string, field: string): Finding[] => {
  const found = module.fields.get(field);
  const { definition } = module;
  if (!canBalance(found?.type))
    return [
      finding(definition, path, 'balance-field', { balance: title, title, field, right: 'integer, decimal, money' }),
    ];
  if (found?.form === undefined) return [];
  return [finding(definition, path, 'balance-written', { field, form: found.form })];
};
