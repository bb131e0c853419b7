import { Descriptions } from 'antd';
import { dimensionsOf } from '../parameter/dimensions.ts';
import { ParameterLookup } from '../parameter/ParameterLookup.tsx';
import { ParameterTimeline } from '../parameter/ParameterTimeline.tsx';
import { say, sayIfKnown, speech } from '../words.ts';
import type { ViewProps } from './ReadableDefinition.tsx';

/** The dated values of a parameter as timelines with their legal basis, and what applies to a record. */
export const ParameterView = ({ definition, pack }: ViewProps<'parameter'>) => {
  const words = speech();
  const dimensions = dimensionsOf(pack.catalog, definition, words);
  return (
    <>
      <Descriptions
        size="small"
        column={{ xs: 1, md: 3 }}
        items={[
          {
            key: 'type',
            label: say('parameter.type'),
            children: sayIfKnown(`type.${definition.type}`) ?? definition.type,
          },
          {
            key: 'dimensions',
            label: say('parameter.dimensions'),
            children:
              dimensions.map((dimension) => dimension.title).join(say('comma')) || say('parameter.noDimensions'),
          },
        ]}
      />
      <div className="columns">
        <section>
          <h2>{say('parameter.values')}</h2>
          <ParameterTimeline parameter={definition} catalog={pack.catalog} />
        </section>
        <ParameterLookup parameter={definition} catalog={pack.catalog} />
      </div>
    </>
  );
};
