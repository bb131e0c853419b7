import { Table } from 'antd';
import { fieldTypesOf } from '#engine/definition/field-type.ts';
import { fieldsOf } from '#engine/form/fields.ts';
import { titled } from '../../runtime-ui/words.ts';
import { ScrollBox } from '../frame/ScrollBox.tsx';
import { say, sayIfKnown } from '../words.ts';
import type { ViewProps } from './ReadableDefinition.tsx';

/** The fields of a form in the order they are filled. */
export const FormView = ({ definition }: ViewProps<'form'>) => {
  const types = fieldTypesOf(definition);
  return (
    <ScrollBox>
      <Table
        size="small"
        rowKey="path"
        pagination={false}
        dataSource={fieldsOf(definition)}
        columns={[
          { title: say('form.label'), render: (_, field) => titled(field.title) },
          { title: say('form.path'), render: (_, field) => <code>{field.path}</code> },
          {
            title: say('form.type'),
            render: (_, field) => sayIfKnown(`type.${types.get(field.path) ?? 'text'}`) ?? types.get(field.path),
          },
        ]}
      />
    </ScrollBox>
  );
};
