import { Button, Select } from 'antd';
import type { Catalog } from '#engine/definition/catalog.ts';
import type { ConditionJson } from '#engine/schema/types.gen.ts';
import { Icon } from '../../runtime-ui/frame/Icon.tsx';
import { say } from '../words.ts';
import { ComparisonRow } from './ComparisonRow.tsx';
import {
  deepest,
  type GroupKind,
  groupKindOf,
  groupKinds,
  isLeaf,
  memberChanged,
  membersOf,
  regrouped,
  withMember,
} from './condition-shape.ts';
import './condition-editor.css';
import type { FactChoice } from './fact-choice.ts';
import type { OperandWays } from './operand-ways.ts';
import { leafFor } from './operators-of.ts';

export interface ConditionEditorProps {
  readonly id: string;
  /** What the condition decides; its boxes are named by it. */
  readonly label: string;
  readonly value: ConditionJson | undefined;
  /** Nothing where the last comparison was taken away. */
  readonly change: (next: ConditionJson | undefined) => void;
  /** The facts it may ask for (recordFactChoices, ruleSetFactChoices). */
  readonly facts: readonly FactChoice[];
  readonly catalog: Catalog;
  readonly ways?: OperandWays;
  readonly readOnly?: boolean | undefined;
}

/** A condition as words that are chosen: groups of comparisons, of which all, any or none must hold. */
export const ConditionEditor = (props: ConditionEditorProps) => {
  const { id, label, value, change, facts, readOnly = false } = props;
  const [first] = facts;
  const add = () => first && change(withMember(value, leafFor(first)));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame of its own
    <div className="condition-editor" role="group" aria-label={label} id={id}>
      {value === undefined ? (
        <p className="muted condition-none">{say('condition-editor.none')}</p>
      ) : (
        <Node {...props} condition={value} change={change} depth={0} place={label} />
      )}
      {!readOnly && (value === undefined || isLeaf(value)) && (
        <Button size="small" type="dashed" disabled={first === undefined} onClick={add}>
          {say('condition-editor.add')}
        </Button>
      )}
    </div>
  );
};

interface NodeProps extends Omit<ConditionEditorProps, 'value' | 'id' | 'label'> {
  readonly condition: ConditionJson;
  readonly depth: number;
  /** Where it stands, in words: `1.2`. */
  readonly place: string;
}

const Node = (props: NodeProps) => {
  const { condition, change } = props;
  return isLeaf(condition) ? <ComparisonRow {...props} leaf={condition} change={change} /> : <Group {...props} />;
};

const Group = (props: NodeProps) => {
  const { condition, change, facts, depth, place, readOnly = false } = props;
  const kind = groupKindOf(condition) ?? 'all';
  const members = membersOf(condition);
  const [first] = facts;
  const fresh = first && leafFor(first);
  const closed = readOnly || fresh === undefined || kind === 'not';
  return (
    <div className={`condition-group condition-${kind}`}>
      <div className="condition-head">
        <Select<GroupKind>
          aria-label={say('condition-editor.kindOf', { place })}
          className="condition-kind"
          disabled={readOnly}
          value={kind}
          onChange={(next) => change(regrouped(condition, next))}
          options={groupKinds.map((one) => ({ value: one, label: say(`condition.${one}`) }))}
        />
        {!readOnly && depth > 0 && (
          <Button
            size="small"
            type="text"
            aria-label={say('condition-editor.removeGroup', { place })}
            title={say('condition-editor.removeGroup', { place })}
            icon={<Icon name="trash" />}
            onClick={() => change(undefined)}
          />
        )}
      </div>
      <ul className="plain">
        {members.map((member, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a member is known by its place alone
          <li key={index}>
            <Node
              {...props}
              condition={member}
              change={(next) => change(memberChanged(condition, index, next))}
              depth={depth + 1}
              place={`${place} ${index + 1}`}
            />
          </li>
        ))}
      </ul>
      {!closed && (
        <div className="condition-tools">
          <Button size="small" type="dashed" onClick={() => change(withMember(condition, fresh))}>
            {say('condition-editor.add')}
          </Button>
          <Button
            size="small"
            type="dashed"
            disabled={depth + 2 >= deepest}
            onClick={() => change(withMember(condition, kind === 'all' ? { any: [fresh] } : { all: [fresh] }))}
          >
            {say('condition-editor.addGroup')}
          </Button>
        </div>
      )}
    </div>
  );
};
