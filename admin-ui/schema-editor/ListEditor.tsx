import { Select } from 'antd';
import { isObject } from '#engine/json.ts';
import { ChoicesField } from '../field/ChoiceField.tsx';
import { RowsEditor } from '../field/RowsEditor.tsx';
import { say } from '../words.ts';
import { emptyValue } from './empty-value.ts';
import { boxId, type PlaceProps } from './ground.ts';
import { choiceWords, rowWords } from './member-words.ts';
import { OfferedFields } from './OfferedField.tsx';
import { moduleBelow, offerAt } from './offers.ts';
import { itemsOf, shapeOf } from './schema-node.ts';

/** A list: chosen from what may be named, typed word by word, or row by row. */
export const ListEditor = (props: PlaceProps) => {
  const { ground, node, value, change, path, name, label, optional } = props;
  const items = itemsOf(node);
  const offer = offerAt(ground.kind, name, items);
  if (offer !== undefined) return <OfferedFields {...props} offer={offer} />;
  const shape = shapeOf(items);
  const put = (next: readonly unknown[]) => change(next.length === 0 && optional ? undefined : next);
  const list = Array.isArray(value) ? value : [];
  if (shape === 'choice')
    return (
      <ChoicesField
        id={boxId(path)}
        label={label}
        readOnly={ground.readOnly}
        options={(items.schema.enum ?? []).map((one) => {
          const words = choiceWords(ground.kind, name, one);
          return { value: String(one), label: words, search: `${words} ${one}`.toLowerCase() };
        })}
        value={list.map(String)}
        change={put}
      />
    );
  if (shape === 'text')
    return (
      <Select<string[]>
        id={boxId(path)}
        aria-label={label}
        mode="tags"
        className="choice-field"
        disabled={ground.readOnly}
        placeholder={say('schema-editor.typeWords')}
        open={false}
        suffixIcon={null}
        value={list.map(String)}
        onChange={put}
      />
    );
  return (
    <RowsEditor
      rows={list}
      change={put}
      fresh={() => emptyValue(items)}
      label={rowWords}
      add={say('schema-editor.add', { name: label })}
      readOnly={ground.readOnly}
      least={node.schema.minItems ?? 0}
    >
      {(row, set, index) => (
        <ground.Place
          {...props}
          node={items}
          value={row}
          change={set}
          path={`${path}/${index}`}
          module={isObject(row) ? moduleBelow(row, props.module) : props.module}
          label={say('schema-editor.item', { name: label, number: index + 1 })}
          optional={false}
        />
      )}
    </RowsEditor>
  );
};
