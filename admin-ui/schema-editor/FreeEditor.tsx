import { Input, InputNumber, Select } from 'antd';
import { isObject } from '#engine/json.ts';
import { RowsEditor } from '../field/RowsEditor.tsx';
import { say } from '../words.ts';
import { asFreeType, freeTypeOf, freeTypes } from './free-value.ts';
import { boxId, type PlaceProps } from './ground.ts';
import { MapEditor } from './MapEditor.tsx';
import { rowWords } from './member-words.ts';

/** A value of any type: which one is chosen, then its box. */
export const FreeEditor = (props: PlaceProps) => {
  const { ground, value, change, path, label } = props;
  return (
    <div className="free">
      <Select
        id={`${boxId(path)}-type`}
        aria-label={say('schema-editor.typeOf', { name: label })}
        className="free-type"
        disabled={ground.readOnly}
        value={freeTypeOf(value)}
        options={freeTypes.map((type) => ({ value: type, label: say(`schema-editor.free.${type}`) }))}
        onChange={(type) => change(asFreeType(value, type))}
      />
      <FreeValue {...props} />
    </div>
  );
};

const FreeValue = (props: PlaceProps) => {
  const { ground, node, value, change, path, label } = props;
  const common = { id: boxId(path), 'aria-label': label, disabled: ground.readOnly };
  switch (freeTypeOf(value)) {
    case 'number':
      return (
        <InputNumber
          {...common}
          controls={false}
          value={Number(value)}
          onChange={(next) => (next === null ? undefined : change(next))}
        />
      );
    case 'boolean':
      return (
        <Select
          {...common}
          className="free-type"
          value={value === true}
          options={[true, false].map((one) => ({ value: one, label: say(one ? 'yes' : 'no') }))}
          onChange={change}
        />
      );
    case 'list':
      return (
        <RowsEditor
          rows={Array.isArray(value) ? value : []}
          change={change}
          fresh={() => ''}
          label={rowWords}
          add={say('schema-editor.add', { name: label })}
          readOnly={ground.readOnly}
        >
          {(row, set, index) => (
            <FreeEditor
              {...props}
              node={{ schema: {}, file: node.file }}
              value={row}
              change={set}
              path={`${path}/${index}`}
              label={say('schema-editor.item', { name: label, number: index + 1 })}
            />
          )}
        </RowsEditor>
      );
    case 'members':
      return (
        <MapEditor
          {...props}
          node={{ schema: { type: 'object', additionalProperties: {} }, file: node.file }}
          value={isObject(value) ? value : {}}
          optional={false}
        />
      );
    case 'none':
      return null;
    default:
      return <Input {...common} value={String(value ?? '')} onChange={(event) => change(event.target.value)} />;
  }
};
