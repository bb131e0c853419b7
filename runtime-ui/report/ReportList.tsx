import { Select } from 'antd';
import type { Title } from '#engine/schema/types.gen.ts';
import type { Column } from '../answer/modules.ts';
import { Link } from '../frame/Link.tsx';
import { useNarrow } from '../frame/use-narrow.ts';
import { go } from '../router.ts';
import { say, titled } from '../words.ts';

export interface ListedReport {
  readonly key: string;
  readonly title: Title;
  readonly record: string;
  readonly recordTitle: Title;
  readonly dateField: string | null;
  readonly measures: readonly { readonly key: string; readonly title: Title }[];
  readonly groupTitle: Title | null;
  readonly groups: readonly { readonly key: string; readonly title: Title | null }[];
  /** Conditions a reader may set. */
  readonly filters: readonly Column[];
}

interface ReportListProps {
  readonly reports: readonly ListedReport[];
  readonly chosen: string;
}

/** The reports to choose from, by what they count; on a telephone one choice. */
export const ReportList = ({ reports, chosen }: ReportListProps) => {
  const groups = [...Map.groupBy(reports, ({ record }) => record).entries()];
  const narrow = useNarrow();
  const nameOf = (own: readonly ListedReport[]) => titled(own[0]?.recordTitle);
  if (narrow)
    return (
      <Select
        className="report-choice"
        aria-label={say('reports.title')}
        value={chosen}
        onChange={(key) => go(`/reports/${key}`)}
        options={groups.map(([record, own]) => ({
          key: record,
          label: nameOf(own),
          options: own.map(({ key, title }) => ({ value: key, label: titled(title) })),
        }))}
      />
    );
  return (
    <nav className="report-list" aria-label={say('reports.title')}>
      {groups.map(([record, own]) => (
        <section key={record}>
          <h2>{nameOf(own)}</h2>
          {own.map(({ key, title }) => (
            <Link key={key} to={`/reports/${key}`} className={key === chosen ? 'chosen' : ''}>
              {titled(title)}
            </Link>
          ))}
        </section>
      ))}
    </nav>
  );
};
