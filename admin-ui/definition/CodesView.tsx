import { Table } from 'antd';
import type { CodeItem } from '#engine/schema/types.gen.ts';
import { titled } from '../../runtime-ui/words.ts';
import { ScrollBox } from '../frame/ScrollBox.tsx';
import { say } from '../words.ts';
import { codeTree } from './code-tree.ts';
import type { ViewProps } from './ReadableDefinition.tsx';

/** A code list, flat or as a tree, with the days each code holds. */
export const CodesView = ({ definition }: ViewProps<'codes'>) => (
  <ScrollBox>
    <Table<CodeItem>
      size="small"
      rowKey="code"
      dataSource={codeTree(definition.items)}
      pagination={false}
      expandable={{ defaultExpandAllRows: true }}
      columns={[
        { title: say('codes.title'), render: (_, item) => titled(item.title) },
        { title: say('codes.code'), render: (_, item) => <code>{item.code}</code> },
        { title: say('codes.from'), dataIndex: 'from', width: 120 },
        { title: say('codes.to'), dataIndex: 'to', width: 120 },
      ]}
    />
  </ScrollBox>
);
