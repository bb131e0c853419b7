import { Button, Form, Input, Space } from 'antd';
import { useMemo, useState } from 'react';
import type { CodeItem, CodesDefinition, RegionDefinition } from '#engine/schema/types.gen.ts';
import type { KindEditorProps } from '../editor/kind-editor.ts';
import { freeKey } from '../field/key-fault.ts';
import { TitleField } from '../field/TitleField.tsx';
import { MembersEditor } from '../schema-editor/MembersEditor.tsx';
import { say } from '../words.ts';
import { CodeTable } from './CodeTable.tsx';
import { codeRows, findRows } from './code-rows.ts';
import { PasteDialog } from './PasteDialog.tsx';

/** A code list or the divisions of the country as a table, with parents and the days each code holds. */
export const CodesEditor = (props: KindEditorProps<CodesDefinition | RegionDefinition>) => {
  const { value, change, readOnly } = props;
  const [words, setWords] = useState('');
  const [pasting, setPasting] = useState(false);
  const items: readonly CodeItem[] = value.items;
  const rows = useMemo(() => codeRows(items), [items]);
  const put = (next: readonly CodeItem[]) => change({ ...value, items: next } as CodesDefinition);
  const add = (parent?: string) => {
    const code = freeKey(
      'new',
      items.map((item) => item.code),
    );
    put([...items, { code, title: { zh: '' }, ...(parent !== undefined && { parent }) }]);
  };
  return (
    <>
      <Form layout="vertical" component={false}>
        <Form.Item label={say('member.title')} htmlFor="codes-title">
          <TitleField
            id="codes-title"
            label={say('member.title')}
            value={value.title}
            readOnly={readOnly}
            change={(title) => title && change({ ...value, title })}
          />
        </Form.Item>
      </Form>
      <Space className="list-tools" wrap>
        <Input.Search
          allowClear
          aria-label={say('codes-editor.search')}
          placeholder={say('codes-editor.search')}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        {!readOnly && (
          <>
            <Button onClick={() => add()}>{say('codes-editor.add')}</Button>
            <Button onClick={() => setPasting(true)}>{say('codes-editor.paste')}</Button>
          </>
        )}
        <span className="muted">{say('codes-editor.count', { count: items.length })}</span>
      </Space>
      <CodeTable
        items={items}
        rows={findRows(rows, words)}
        dated={value.kind === 'codes'}
        change={put}
        addBelow={add}
        readOnly={readOnly}
      />
      {pasting && <PasteDialog items={items} put={put} close={() => setPasting(false)} />}
      <MembersEditor {...props} change={(next) => change(next as CodesDefinition)} hidden={['title', 'items']} />
    </>
  );
};
