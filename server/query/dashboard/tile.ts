import type { DashboardDefinition, Title } from '#engine/schema/types.gen.ts';
import type { Context } from '../../command/context.ts';
import type { PresentedRecord } from '../present-record.ts';
import type { ReportAnswer, ReportQuery } from '../run-report.ts';

export type TileDefinition = DashboardDefinition['tiles'][number];

/** Where a figure leads: a list, a report or the worklist, with what its address says. */
export type TileTarget =
  | { readonly page: 'list'; readonly record: string; readonly view: string | null; readonly query: Query }
  | { readonly page: 'report'; readonly report: string; readonly query: Query }
  | { readonly page: 'tasks'; readonly query: Query };

export type Query = Readonly<Record<string, string>>;

/** What a tile shows. A number that is `capped` is only "at least". */
export type TileContent =
  | { readonly kind: 'number'; readonly value: number; readonly capped: boolean; readonly to: TileTarget }
  | {
      readonly kind: 'figure';
      readonly measure: ReportAnswer['measures'][number];
      readonly figures: ReportAnswer['totals'];
      readonly compare: ReportAnswer['compare'];
      readonly to: TileTarget;
    }
  | {
      readonly kind: 'stages';
      readonly rows: readonly { readonly title: Title; readonly value: number; readonly to: TileTarget }[];
      readonly to: TileTarget;
    }
  | {
      readonly kind: 'records';
      readonly total: number;
      readonly capped: boolean;
      readonly records: readonly PresentedRecord[];
      readonly to: TileTarget;
    }
  | { readonly kind: 'chart'; readonly report: ReportAnswer; readonly to: TileTarget };

/** What tiles are made with; a report that several tiles show is run once. */
export interface TileMaking {
  readonly context: Context;
  /** The measures that tiles show of a report as single figures. */
  readonly figuresOf: (report: string) => readonly string[];
  readonly runReport: (query: ReportQuery) => Promise<ReportAnswer>;
}
