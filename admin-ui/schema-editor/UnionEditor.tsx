import { Select } from 'antd';
import { say } from '../words.ts';
import { emptyValue, variantOf } from './empty-value.ts';
import { boxId, type PlaceProps } from './ground.ts';
import { choiceWords, memberWords } from './member-words.ts';
import { nodeOf, type SchemaNode, shapeOf, variantsOf } from './schema-node.ts';

/** One of several ways to say something: the way first, then its boxes. */
export const UnionEditor = (props: PlaceProps) => {
  const { ground, node, value, change, path, label } = props;
  const variants = variantsOf(node);
  const chosen = variantOf(node, value);
  const variant = variants[chosen];
  return (
    <div className="union">
      <Select
        id={`${boxId(path)}-way`}
        aria-label={say('schema-editor.way', { name: label })}
        disabled={ground.readOnly}
        className="union-way"
        value={chosen}
        options={variants.map((one, index) => ({ value: index, label: wayWords(ground.kind, one) }))}
        onChange={(next) => {
          const wanted = variants[next];
          if (wanted !== undefined) change(emptyValue(wanted));
        }}
      />
      {variant !== undefined && !isFixed(variant) && (
        <ground.Place {...props} node={variant} optional={false} key={chosen} />
      )}
    </div>
  );
};

/** A way that says everything by being chosen. */
const isFixed = ({ schema }: SchemaNode): boolean => schema.enum?.length === 1 || schema.const !== undefined;

const wayWords = (kind: string, variant: SchemaNode): string => {
  const { schema, file } = variant;
  const tag = schema.properties?.type;
  const types = tag === undefined ? [] : (nodeOf(tag, file).schema.enum ?? []);
  if (types.length > 0) return types.map((type) => choiceWords('effect', 'type', type)).join(say('comma'));
  if (isFixed(variant)) return choiceWords(kind, 'way', schema.enum?.[0] ?? schema.const);
  const first = schema.required?.[0] ?? Object.keys(schema.properties ?? {})[0];
  if (first !== undefined) return memberWords('way', first);
  return memberWords('shape', variant.named ?? shapeOf(variant));
};
