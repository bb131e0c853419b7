import { Select } from 'antd';
import { useMemo } from 'react';
import { type TemplateField, templateFields } from '#engine/definition/template-fields.ts';
import { titled } from '../../runtime-ui/words.ts';
import type { Pack } from '../catalog/pack.ts';
import { say, sayIfKnown } from '../words.ts';
import type { UsingDocument } from './documents-of.ts';
import { type Way, waysOf } from './insertion.ts';
import { snippets } from './snippets.ts';

interface InsertingProps {
  readonly pack: Pack;
  readonly file: string;
  readonly document: UsingDocument | undefined;
  readonly insertField: (field: TemplateField, way: Way) => void;
  readonly insertText: (text: string) => void;
}

/** Puts a field, found by its name, or a ready piece of text where the caret is. */
export const Inserting = ({ pack, file, document, insertField, insertText }: InsertingProps) => {
  const fields = useMemo(
    () => (document === undefined ? [] : templateFields(pack.catalog, document.document)),
    [pack, document],
  );
  const groups = useMemo(() => fieldGroups(fields), [fields]);
  const pieces = useMemo(() => snippets(pack.catalog.texts, file), [pack, file]);
  const chooseField = (value: string) => {
    const [way, path] = split(value);
    const field = fields.find((one) => one.path === path);
    if (field !== undefined) insertField(field, way as Way);
  };
  return (
    <div className="inserting">
      <Select
        className="insert-field"
        aria-label={say('template-editor.insertField')}
        placeholder={say('template-editor.insertField')}
        value={null}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={420}
        onSelect={(value: string | null) => value !== null && chooseField(value)}
        options={groups}
      />
      <Select
        className="insert-piece"
        aria-label={say('template-editor.insertPiece')}
        placeholder={say('template-editor.insertPiece')}
        value={null}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={320}
        onSelect={(value: string | null) => value !== null && insertText(value)}
        options={pieces.map(({ name, title, text }) => ({ key: name, value: text, label: title }))}
      />
    </div>
  );
};

const split = (value: string): readonly [string, string] => {
  const at = value.indexOf(' ');
  return [value.slice(0, at), value.slice(at + 1)];
};

const groupOf = ({ path, group }: TemplateField): string => {
  const [root = ''] = path.split('.');
  const own = group === undefined ? '' : titled(group);
  return [sayIfKnown(`template-editor.root.${root}`), own].filter(Boolean).join(say('dot'));
};

const titleOf = ({ path, title }: TemplateField): string => {
  if (title !== undefined && titled(title) !== '') return titled(title);
  const name = path.split('.').at(-1) ?? '';
  return sayIfKnown(`template-editor.field.${name}`) ?? say('template-editor.unnamed');
};

/** Fields with each way to print them, by what they belong to. */
const fieldGroups = (fields: readonly TemplateField[]) => {
  const groups = new Map<string, { value: string; label: string }[]>();
  for (const field of fields) {
    const label = groupOf(field);
    const options = groups.get(label) ?? [];
    groups.set(label, options);
    for (const way of waysOf(field)) {
      const how = say(`template-editor.way.${way}`);
      options.push({
        value: `${way} ${field.path}`,
        label: `${titleOf(field)}${how === '' ? '' : say('template-editor.inWay', { how })}`,
      });
    }
  }
  return [...groups].map(([label, options]) => ({ label, options }));
};
