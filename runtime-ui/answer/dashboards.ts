import type { Title } from '#engine/schema/types.gen.ts';
import type { Comparison, Figures, Measure, Report } from '../report/report-rows.ts';
import type { StoredRecord } from './records.ts';

type Query = Readonly<Record<string, string>>;

/** Where a figure leads. */
export type TileTarget =
  | { readonly page: 'list'; readonly record: string; readonly view: string | null; readonly query: Query }
  | { readonly page: 'report'; readonly report: string; readonly query: Query }
  | { readonly page: 'tasks'; readonly query: Query };

interface TileHead {
  readonly key: string;
  readonly title: Title;
  readonly to: TileTarget;
}

export type NumberTile = TileHead & { readonly kind: 'number'; readonly value: number; readonly capped: boolean };
export type FigureTile = TileHead & {
  readonly kind: 'figure';
  readonly measure: Measure;
  readonly figures: Figures;
  readonly compare: Comparison;
};
export type StagesTile = TileHead & {
  readonly kind: 'stages';
  readonly rows: readonly { readonly title: Title; readonly value: number; readonly to: TileTarget }[];
};
export type RecordsTile = TileHead & {
  readonly kind: 'records';
  readonly total: number;
  readonly capped: boolean;
  readonly records: readonly StoredRecord[];
};
export type ChartTile = TileHead & { readonly kind: 'chart'; readonly report: Report };
export type Tile = NumberTile | FigureTile | StagesTile | RecordsTile | ChartTile;

export interface ListedDashboard {
  readonly key: string;
  readonly title: Title;
  readonly help: Title | null;
}

export interface Dashboard extends ListedDashboard {
  readonly tiles: readonly Tile[];
}
