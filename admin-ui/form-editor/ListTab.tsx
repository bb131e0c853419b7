import { Checkbox, Table } from 'antd';
import { useState } from 'react';
import { fullPath } from '#engine/definition/compile-module.ts';
import { titleOf } from '#engine/form/settings.ts';
import { type FormNode, treeOf } from '#engine/form/tree.ts';
import type { FormDefinition, ModuleDefinition } from '#engine/schema/types.gen.ts';
import { titled } from '../../runtime-ui/words.ts';
import type { KindEditorProps } from '../editor/kind-editor.ts';
import { ScrollBox } from '../frame/ScrollBox.tsx';
import { say, type WordKey } from '../words.ts';
import { SettingInput } from './SettingInput.tsx';
import { type Setting, settingAt, settingGroups, withSetting } from './settings.ts';
import { replaceAt } from './tree-edit.ts';

type ListTabProps = KindEditorProps<FormDefinition>;

const lists = settingGroups.find(({ name }) => name === 'lists')?.settings ?? [];
const settingOf = (name: string): Setting | undefined => lists.find(({ path }) => path.at(-1) === name);

/** Where fields are shown and asked for beside the form: columns and questions of the module's list, order, sensitivity. */
export const ListTab = (props: ListTabProps) => {
  const { pack, value: form, change, changeWith, readOnly } = props;
  const [busy, setBusy] = useState(false);
  const module = pack.catalog.definitions.module.get(form.module);
  const rows = treeOf(form).nodes.filter(({ role, grids }) => role === 'leaf' && grids.length === 0);
  const listed = async (node: FormNode, name: ListName, on: boolean) => {
    if (module === undefined) return;
    setBusy(true);
    try {
      const [next, changed] = withListed(form, module, node, { name, on });
      await changeWith(next, [{ kind: 'module', key: module.key, value: changed }]);
    } finally {
      setBusy(false);
    }
  };
  const list = (name: ListName, word: WordKey) => ({
    title: say(word),
    render: (_: unknown, node: FormNode) => (
      <Checkbox
        aria-label={`${titled(titleOf(node.component))} ${say(word)}`}
        disabled={readOnly || busy || module === undefined}
        checked={module?.list[name].includes(fullPath(form, node.path)) === true}
        onChange={(event) => void listed(node, name, event.target.checked)}
      />
    ),
  });
  const setting = (name: string, word: WordKey) => ({
    title: say(word),
    render: (_: unknown, node: FormNode) => {
      const found = settingOf(name);
      if (found === undefined || !found.suits(node.component)) return null;
      return (
        <SettingInput
          id={`list-${name}-${node.key}`}
          label={`${titled(titleOf(node.component))} ${say(word)}`}
          setting={found}
          component={node.component}
          pointer={node.pointer}
          form={form}
          pack={pack}
          readOnly={readOnly}
          put={(next) => change(replaceAt(form, node.pointer, next))}
        />
      );
    },
  });
  return (
    <ScrollBox>
      <Table
        size="small"
        rowKey="pointer"
        pagination={false}
        // A node knows its children; here every field is a line of its own.
        expandable={{ childrenColumnName: 'none' }}
        dataSource={rows}
        columns={[
          { title: say('form.label'), render: (_, node) => titled(titleOf(node.component)) },
          list('columns', 'formEditor.inList'),
          list('query', 'formEditor.inQuery'),
          setting('index', 'formEditor.setting.meta.index'),
          setting('sensitivity', 'formEditor.setting.meta.sensitivity'),
          {
            title: say('formEditor.setting.meta.mask'),
            render: (_, node) =>
              settingAt(node.component, ['meta', 'sensitivity']) === undefined
                ? null
                : setting('mask', 'formEditor.setting.meta.mask').render(_, node),
          },
        ]}
      />
    </ScrollBox>
  );
};

type ListName = 'columns' | 'query';

/** The form and its module with a field put among the columns or questions of the list, or taken out. */
const withListed = (
  form: FormDefinition,
  module: ModuleDefinition,
  node: FormNode,
  { name, on }: { readonly name: ListName; readonly on: boolean },
): [FormDefinition, ModuleDefinition] => {
  const path = fullPath(form, node.path);
  const others = module.list[name].filter((one) => one !== path);
  const mark = ['meta', name === 'columns' ? 'list' : 'query'];
  return [
    replaceAt(form, node.pointer, withSetting(node.component, mark, on || undefined)),
    { ...module, list: { ...module.list, [name]: on ? [...others, path] : others } },
  ];
};
