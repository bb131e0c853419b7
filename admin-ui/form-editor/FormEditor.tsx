import { Tabs } from 'antd';
import { useState } from 'react';
import type { FormDefinition } from '#engine/schema/types.gen.ts';
import type { KindEditorProps } from '../editor/kind-editor.ts';
import { FindingList } from '../frame/FindingList.tsx';
import { say } from '../words.ts';
import { FieldsTab } from './FieldsTab.tsx';
import './form-editor.css';
import { treeOf } from '#engine/form/tree.ts';
import { ListTab } from './ListTab.tsx';
import { PreviewTab } from './PreviewTab.tsx';

/** Forms are put together here: their fields, where those are listed, how the form looks, and what is wrong with it. */
export const FormEditor = (props: KindEditorProps<FormDefinition>) => {
  const { value: form, findings } = props;
  const [known] = useState(() => new Set(treeOf(form).nodes.map(({ key }) => key)));
  return (
    <Tabs
      size="small"
      destroyOnHidden
      items={[
        { key: 'fields', label: say('formEditor.tab.fields'), children: <FieldsTab {...props} known={known} /> },
        { key: 'lists', label: say('formEditor.tab.lists'), children: <ListTab {...props} /> },
        { key: 'preview', label: say('formEditor.tab.preview'), children: <PreviewTab form={form} /> },
        {
          key: 'check',
          label: say('formEditor.tab.check', { count: findings.length }),
          children: findings.length === 0 ? <p>{say('editor.fine')}</p> : <FindingList findings={findings} />,
        },
      ]}
    />
  );
};
