import { Descriptions, Tag, Timeline } from 'antd';
import { dimensionsOf } from '../parameter/dimensions.ts';
import { ParameterLookup } from '../parameter/ParameterLookup.tsx';
import { type TimelineItem, timelineOf } from '../parameter/show-parameter.ts';
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
          {timelineOf(pack.catalog, definition, words).map((series) => (
            <div key={series.title} className="series">
              <h3>{series.title || say('parameter.forAll')}</h3>
              <Timeline items={series.items.map((item) => ({ key: item.from, content: <Value item={item} /> }))} />
            </div>
          ))}
        </section>
        <ParameterLookup parameter={definition} catalog={pack.catalog} />
      </div>
    </>
  );
};

const Value = ({ item }: { readonly item: TimelineItem }) => (
  <>
    <div>
      <strong className="amount">{item.value}</strong>{' '}
      {item.mark && item.mark !== 'verified' && <Tag color="gold">{sayIfKnown(`mark.${item.mark}`) ?? item.mark}</Tag>}
    </div>
    <div>
      {item.to
        ? say('parameter.period', { from: item.from, to: item.to })
        : say('parameter.since', { from: item.from })}
    </div>
    <div className="muted">
      {item.basis ? say('parameter.basisIs', { basis: item.basis }) : say('parameter.noBasis')}
    </div>
  </>
);
