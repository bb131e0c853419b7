import { Card } from 'antd';
import type { ParameterDefinition } from '#engine/schema/types.gen.ts';
import type { KindEditorProps } from '../editor/kind-editor.ts';
import { ParameterLookup } from '../parameter/ParameterLookup.tsx';
import { ParameterTimeline } from '../parameter/ParameterTimeline.tsx';
import { MembersEditor } from '../schema-editor/MembersEditor.tsx';
import { say } from '../words.ts';
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
          <MembersEditor {...props} change={(next) => change(next as ParameterDefinition)} hidden={['values']} />
        </Card>
      </section>
      <ParameterLookup parameter={value} catalog={pack.catalog} />
    </div>
  );
};
