import { Tag, Timeline } from 'antd';
import type { Catalog } from '#engine/definition/catalog.ts';
import type { ParameterDefinition } from '#engine/schema/types.gen.ts';
import { say, sayIfKnown, speech } from '../words.ts';
import { type TimelineItem, timelineOf } from './show-parameter.ts';

interface ParameterTimelineProps {
  readonly parameter: ParameterDefinition;
  readonly catalog: Catalog;
}

/** The values of a parameter in the order of time, for whom each line of them holds, with their legal basis. */
export const ParameterTimeline = ({ parameter, catalog }: ParameterTimelineProps) =>
  timelineOf(catalog, parameter, speech()).map((series) => (
    <div key={series.title} className="series">
      <h3>{series.title || say('parameter.forAll')}</h3>
      <Timeline items={series.items.map((item) => ({ key: item.from, content: <Value item={item} /> }))} />
    </div>
  ));

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
