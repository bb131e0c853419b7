import { Input } from 'antd';
import { useState } from 'react';
import { ReferenceField } from '../field/ReferenceField.tsx';
import { RowsEditor } from '../field/RowsEditor.tsx';
import { say } from '../words.ts';
import { emptyValue } from './empty-value.ts';
import { boxId, type PlaceProps } from './ground.ts';
import { type Entry, entriesOf, objectOf } from './map-entries.ts';
import { type SchemaNode, valuesOf } from './schema-node.ts';

/** Maps whose keys are those of definitions. */
const keyKinds: Readonly<Record<string, string>> = { patterns: 'regime', titles: 'regime', templates: 'regime' };

const anything = (file: string): SchemaNode => ({ schema: {}, file });

/** Names with what belongs to each. */
export const MapEditor = (props: PlaceProps) => {
  const { ground, node, value, change, path, label, optional } = props;
  const [typed, setTyped] = useState<readonly Entry[]>([]);
  const rows = entriesOf(typed, value);
  const values = valuesOf(node) ?? anything(node.file);
  const put = (next: readonly Entry[]) => {
    setTyped(next);
    change(next.length === 0 && optional ? undefined : objectOf(next));
  };
  return (
    <RowsEditor<Entry>
      rows={rows}
      change={put}
      fresh={() => ['', emptyValue(values)]}
      label={([key], index) => key || say('place.item', { number: index + 1 })}
      add={say('schema-editor.add', { name: label })}
      readOnly={ground.readOnly}
      fixed
    >
      {([key, one], set, index) => (
        <div className="map-entry">
          <EntryKey {...props} index={index} entryKey={key} set={(next) => set([next, one])} />
          <ground.Place
            {...props}
            node={values}
            value={one}
            change={(next) => set([key, next])}
            path={`${path}/${key}`}
            label={key === '' ? label : key}
            optional={false}
          />
        </div>
      )}
    </RowsEditor>
  );
};

interface EntryKeyProps extends PlaceProps {
  readonly index: number;
  readonly entryKey: string;
  readonly set: (key: string) => void;
}

const EntryKey = ({ ground, path, name, label, index, entryKey, set }: EntryKeyProps) => {
  const kind = keyKinds[name];
  const id = `${boxId(path)}-key-${index}`;
  const words = say('schema-editor.keyOf', { name: label });
  return kind === undefined ? (
    <Input
      id={id}
      className="map-key"
      aria-label={words}
      spellCheck={false}
      disabled={ground.readOnly}
      value={entryKey}
      onChange={(event) => set(event.target.value)}
    />
  ) : (
    <ReferenceField
      id={id}
      pack={ground.pack}
      kind={kind}
      label={words}
      readOnly={ground.readOnly}
      value={entryKey}
      change={(key) => set(key ?? '')}
    />
  );
};
