import { Descriptions, Table } from 'antd';
import { Link } from '../../runtime-ui/frame/Link.tsx';
import { titled } from '../../runtime-ui/words.ts';
import { definitionAddress } from '../catalog/entries.ts';
import { ScrollBox } from '../frame/ScrollBox.tsx';
import { say, sayIfKnown } from '../words.ts';
import type { ViewProps } from './ReadableDefinition.tsx';

/** Golden cases: what goes in and what must come out. */
export const GoldenView = ({ definition, pack }: ViewProps<'golden'>) => {
  const { kind, key } = definition.target;
  return (
    <>
      <Descriptions
        size="small"
        items={[
          {
            key: 'target',
            label: say('golden.target'),
            children: (
              <>
                {sayIfKnown(`kind.${kind}`)}{' '}
                <Link to={definitionAddress(kind, key)}>
                  {titled(pack.catalog.definitions[kind].get(key)?.title) || key}
                </Link>
              </>
            ),
          },
        ]}
      />
      <ScrollBox>
        <Table
          size="small"
          rowKey="name"
          pagination={false}
          dataSource={definition.cases}
          columns={[
            { title: say('golden.case'), dataIndex: 'name', width: 220 },
            { title: say('golden.given'), render: (_, one) => <code>{JSON.stringify(one.given)}</code> },
            { title: say('golden.expect'), render: (_, one) => <code>{JSON.stringify(one.expect)}</code> },
          ]}
        />
      </ScrollBox>
    </>
  );
};
