import { Button, Select } from 'antd';
import type { FactType } from '#engine/condition/condition.ts';
import { operators } from '#engine/condition/operator/list.ts';
import type { Catalog } from '#engine/definition/catalog.ts';
import type { ConditionJson } from '#engine/schema/types.gen.ts';
import { Icon } from '../../runtime-ui/frame/Icon.tsx';
import { say, sayIfKnown } from '../words.ts';
import type { Leaf } from './condition-shape.ts';
import { FactSelect } from './FactSelect.tsx';
import type { FactChoice } from './fact-choice.ts';
import { OperandInput } from './OperandInput.tsx';
import type { OperandWays } from './operand-ways.ts';
import { leafBy, leafFor, operatorsFor } from './operators-of.ts';

interface ComparisonRowProps {
  readonly leaf: Leaf;
  readonly change: (next: ConditionJson | undefined) => void;
  readonly facts: readonly FactChoice[];
  readonly catalog: Catalog;
  readonly ways?: OperandWays;
  readonly place: string;
  readonly depth: number;
  readonly readOnly?: boolean | undefined;
}

const moments: readonly FactType[] = ['date', 'instant'];

/** An operator in words; days are earlier or later, not smaller or greater. */
const operatorWords = (key: string, type: FactType): string =>
  (moments.includes(type) ? sayIfKnown(`condition-editor.day.${key}`) : undefined) ??
  sayIfKnown(`condition-editor.op.${key}`) ??
  key;

/** One comparison: a fact, how it is compared, and with what. */
export const ComparisonRow = (props: ComparisonRowProps) => {
  const { leaf, change, facts, catalog, ways = {}, place, readOnly = false } = props;
  const fact = facts.find(({ name }) => name === leaf.fact);
  const operator = operators.get(leaf.operator);
  return (
    <div className="condition-row">
      <FactSelect
        facts={facts}
        value={leaf.fact}
        disabled={readOnly}
        label={say('condition-editor.fact', { place })}
        change={(next) => change(leafFor(next, next.type === fact?.type ? leaf : undefined))}
      />
      <Select
        aria-label={say('condition-editor.operator', { place })}
        className="condition-operator"
        popupMatchSelectWidth={false}
        disabled={readOnly || fact === undefined}
        value={leaf.operator}
        onChange={(key) => fact && change(leafBy(leaf, fact, key))}
        options={(fact ? operatorsFor(fact.type) : []).map(({ key, types }) => ({
          value: key,
          label: operatorWords(key, fact?.type ?? types[0] ?? 'text'),
        }))}
      />
      {fact && operator && operator.operand !== 'none' && (
        <OperandInput
          {...{ fact, operator, facts, catalog, ways, place, readOnly }}
          value={leaf.value}
          change={(value) => change({ ...leaf, value })}
        />
      )}
      {!readOnly && (
        <Button
          size="small"
          type="text"
          aria-label={say('condition-editor.remove', { place })}
          title={say('condition-editor.remove', { place })}
          icon={<Icon name="trash" />}
          onClick={() => change(undefined)}
        />
      )}
    </div>
  );
};
