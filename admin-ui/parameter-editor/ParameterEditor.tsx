import { Card, Form } from 'antd';
import type { ParameterDefinition } from '#engine/schema/types.gen.ts';
import type { KindEditorProps } from '../editor/kind-editor.ts';
import { ChoicesField } from '../field/ChoiceField.tsx';
import { dimensionNames } from '../parameter/dimensions.ts';
import { ParameterLookup } from '../parameter/ParameterLookup.tsx';
import { ParameterTimeline } from '../parameter/ParameterTimeline.tsx';
import { MembersEditor } from '../schema-editor/MembersEditor.tsx';
import { say, speech } from '../words.ts';
import { ValueRows } from './ValueRows.tsx';

/** The dated values of a parameter with their legal basis, the line of time they make, and what applies to a record of a day. */
export const ParameterEditor = (props: KindEditorProps<ParameterDefinition>) => {
  const { value, pack, readOnly, change, hold } = props;
  return (
    <div className="columns">
      <section>
        <h2>{say('parameter.values')}</h2>
        <ValueRows
          parameter={value}
          pack={pack}
          readOnly={readOnly}
          change={(values) => change({ ...value, values })}
          hold={hold}
        />
        <Card size="small" className="gap" title={<h2>{say('parameter.timeline')}</h2>}>
          <ParameterTimeline parameter={value} catalog={pack.catalog} />
        </Card>
        <Card size="small" className="gap" title={<h2>{say('parameter.settings')}</h2>}>
          <Form layout="vertical" component={false}>
            <Form.Item label={say('member.dimensions')} htmlFor="parameter-dimensions">
              <ChoicesField
                id="parameter-dimensions"
                label={say('member.dimensions')}
                options={dimensionNames(pack.catalog, value, speech())}
                readOnly={readOnly}
                typed
                value={value.dimensions ?? []}
                change={(names) => change(withDimensions(value, names))}
              />
            </Form.Item>
          </Form>
          <MembersEditor
            {...props}
            change={(next) => change(next as ParameterDefinition)}
            hidden={['values', 'dimensions']}
          />
        </Card>
      </section>
      <ParameterLookup parameter={value} catalog={pack.catalog} />
    </div>
  );
};

const withDimensions = (parameter: ParameterDefinition, names: readonly string[]): ParameterDefinition => {
  const { dimensions: _before, ...others } = parameter;
  return names.length === 0 ? others : { ...others, dimensions: [...names] };
};
