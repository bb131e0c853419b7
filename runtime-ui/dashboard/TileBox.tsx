import { lazy, Suspense } from 'react';
import type {
  ChartTile,
  FigureTile,
  NumberTile,
  RecordsTile,
  StagesTile,
  Tile,
  TileTarget,
} from '../answer/dashboards.ts';
import { ErrorBoundary } from '../frame/ErrorBoundary.tsx';
import { Link } from '../frame/Link.tsx';
import { drawingOf } from '../report/drawing-of.ts';
import { showGrowth, showMeasure } from '../report/report-rows.ts';
import { DueLight } from '../value/DueLight.tsx';
import { say, titled } from '../words.ts';
import { targetAddress } from './target-address.ts';

const Chart = lazy(() => import('../report/Chart.tsx').then((module) => ({ default: module.Chart })));

/** A single figure; several stand in one row above what needs more room. */
export const isSmall = ({ kind }: Tile): boolean => kind === 'number' || kind === 'figure';

/** One tile of a dashboard. */
export const TileBox = ({ tile }: { readonly tile: Tile }) => (
  <article className="tile" aria-labelledby={`tile-${tile.key}`}>
    <h3 id={`tile-${tile.key}`}>{titled(tile.title)}</h3>
    <Content tile={tile} />
  </article>
);

const Content = ({ tile }: { readonly tile: Tile }) => {
  switch (tile.kind) {
    case 'number':
      return <NumberContent tile={tile} />;
    case 'figure':
      return <FigureContent tile={tile} />;
    case 'stages':
      return <StagesContent tile={tile} />;
    case 'records':
      return <RecordsContent tile={tile} />;
    case 'chart':
      return <ChartContent tile={tile} />;
  }
};

const NumberContent = ({ tile: { value, capped, to } }: { readonly tile: NumberTile }) => (
  <Link to={targetAddress(to)} className="tile-number">
    {`${value}${capped ? '+' : ''}`}
  </Link>
);

const FigureContent = ({ tile: { measure, figures, compare, to } }: { readonly tile: FigureTile }) => (
  <>
    <Link to={targetAddress(to)} className="tile-number">
      {showMeasure(measure, figures.values[measure.key])}
    </Link>
    {figures.previous && (
      <small>
        {say(`dashboard.than.${compare}`)} {showGrowth(measure, figures)}
      </small>
    )}
  </>
);

const More = ({ to, words }: { readonly to: TileTarget; readonly words: string }) => (
  <Link to={targetAddress(to)} className="tile-more">
    {words}
  </Link>
);

const StagesContent = ({ tile: { rows, to } }: { readonly tile: StagesTile }) => {
  const most = Math.max(...rows.map(({ value }) => value), 1);
  if (rows.length === 0) return <p className="hint">{say('dashboard.nothing')}</p>;
  return (
    <>
      <ul className="tile-bars">
        {rows.map(({ title, value, to: target }) => (
          <li key={titled(title)}>
            <Link to={targetAddress(target)}>{titled(title)}</Link>
            <span className="tile-bar" aria-hidden="true">
              <span style={{ inlineSize: `${(value / most) * 100}%` }} />
            </span>
            <b>{value}</b>
          </li>
        ))}
      </ul>
      <More to={to} words={say('dashboard.all')} />
    </>
  );
};

const RecordsContent = ({ tile: { records, total, capped, to } }: { readonly tile: RecordsTile }) =>
  records.length === 0 ? (
    <p className="hint">{say('dashboard.nothing')}</p>
  ) : (
    <>
      <ul className="tile-records">
        {records.map(({ _id, metadata }) => (
          <li key={_id}>
            <Link to={`/m/${metadata.module}/${_id}`}>{metadata.title || say('record.untitled')}</Link>
            <small>{titled(metadata.stateTitle)}</small>
            <DueLight light={metadata.light} due={metadata.due} />
          </li>
        ))}
      </ul>
      <More to={to} words={say('dashboard.allOf', { count: capped ? `${total}+` : total })} />
    </>
  );

const ChartContent = ({ tile: { title, report, to } }: { readonly tile: ChartTile }) => {
  const [measure] = report.measures;
  if (measure === undefined || report.rows.length === 0) return <p className="hint">{say('dashboard.nothing')}</p>;
  return (
    <>
      <ErrorBoundary>
        <Suspense fallback={<div className="loading" role="status" aria-label={say('loading')} />}>
          <Chart drawing={drawingOf(report, measure)} label={titled(title)} />
        </Suspense>
      </ErrorBoundary>
      <More to={to} words={say('dashboard.report')} />
    </>
  );
};
