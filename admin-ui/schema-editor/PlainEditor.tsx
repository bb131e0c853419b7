import { Checkbox, Input, InputNumber } from 'antd';
import { ChoiceField } from '../field/ChoiceField.tsx';
import { KeyField } from '../field/KeyField.tsx';
import { boxId, type PlaceProps } from './ground.ts';
import { choiceWords } from './member-words.ts';
import { OfferedField } from './OfferedField.tsx';
import { offerAt } from './offers.ts';
import { shapeOf } from './schema-node.ts';

/** One text, figure, choice or yes. */
export const PlainEditor = (props: PlaceProps) => {
  const { ground, node, value, change, path, name, label, optional } = props;
  const offer = offerAt(ground.kind, name, node);
  if (offer !== undefined) return <OfferedField {...props} offer={offer} />;
  const common = { id: boxId(path), 'aria-label': label, disabled: ground.readOnly };
  switch (shapeOf(node)) {
    case 'choice':
      return (
        <ChoiceField
          id={boxId(path)}
          label={label}
          readOnly={ground.readOnly}
          optional={optional}
          options={choices(ground.kind, name, node.schema.enum ?? [])}
          value={typeof value === 'string' ? value : undefined}
          change={change}
        />
      );
    case 'boolean':
      return (
        <Checkbox
          {...common}
          checked={value === true}
          onChange={(event) => change(event.target.checked ? true : optional ? undefined : false)}
        >
          {label}
        </Checkbox>
      );
    case 'integer':
    case 'number':
      return (
        <InputNumber
          {...common}
          className="number-box"
          controls={false}
          value={typeof value === 'number' ? value : null}
          {...(shapeOf(node) === 'integer' && { precision: 0 })}
          {...(node.schema.minimum !== undefined && { min: node.schema.minimum })}
          {...(node.schema.maximum !== undefined && { max: node.schema.maximum })}
          onChange={(next) => (next === null && !optional ? undefined : change(next ?? undefined))}
        />
      );
    default:
      return <TextBox {...props} />;
  }
};

const TextBox = ({ ground, node, value, change, path, name, label, optional }: PlaceProps) => {
  const common = { id: boxId(path), value: typeof value === 'string' ? value : '' };
  return node.named === 'key' && name === 'key' ? (
    <KeyField {...common} label={label} readOnly={ground.readOnly} change={change} />
  ) : (
    <Input
      {...common}
      aria-label={label}
      disabled={ground.readOnly}
      maxLength={node.schema.maxLength ?? 2000}
      onChange={({ target }) => change(target.value === '' && optional ? undefined : target.value)}
    />
  );
};

const choices = (kind: string, name: string, values: readonly unknown[]) =>
  values.map((one) => {
    const label = choiceWords(kind, name, one);
    return { value: String(one), label, search: `${label} ${one}`.toLowerCase() };
  });
