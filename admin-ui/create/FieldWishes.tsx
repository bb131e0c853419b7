import { Checkbox, Input, Select } from 'antd';
import { RowsEditor } from '../field/RowsEditor.tsx';
import { say } from '../words.ts';
import { type FieldKind, type FieldWish, fieldKinds } from './new-module.ts';

interface FieldWishesProps {
  readonly rows: readonly FieldWish[];
  readonly change: (rows: readonly FieldWish[]) => void;
}

/** What is filled in when a record is filed, in order. */
export const FieldWishes = ({ rows, change }: FieldWishesProps) => (
  <RowsEditor<FieldWish>
    rows={rows}
    change={change}
    fresh={() => ({ title: '', kind: 'text', required: false })}
    label={({ title }, index) => title || say('place.item', { number: index + 1 })}
    add={say('new-module.addField')}
    least={1}
  >
    {(row, set, index) => (
      <span className="wish-row">
        <Input
          id={`module-field-${index}`}
          aria-label={say('new-module.fieldName', { number: index + 1 })}
          placeholder={say('create.name')}
          maxLength={60}
          value={row.title}
          onChange={({ target }) => set({ ...row, title: target.value })}
        />
        <Select<FieldKind>
          id={`module-field-${index}-kind`}
          aria-label={say('new-module.fieldKind', { number: index + 1 })}
          popupMatchSelectWidth={false}
          value={row.kind}
          onChange={(kind) => set({ ...row, kind })}
          options={fieldKinds.map((kind) => ({ value: kind, label: say(`formEditor.entry.${kind}`) }))}
        />
        <Checkbox checked={row.required} onChange={({ target }) => set({ ...row, required: target.checked })}>
          {say('new-module.required')}
        </Checkbox>
      </span>
    )}
  </RowsEditor>
);
