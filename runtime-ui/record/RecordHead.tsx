import { getPath } from '#engine/json.ts';
import { Link } from '../frame/Link.tsx';
import { columnTitle } from '../list/columns.ts';
import { CodeChip } from '../value/CodeChip.tsx';
import { DueLight } from '../value/DueLight.tsx';
import { useLabels } from '../value/lookup.ts';
import { StateTag } from '../value/StateTag.tsx';
import { showInstant } from '../value/show-time.ts';
import { showValue } from '../value/show-value.ts';
import { say, titled } from '../words.ts';
import type { OpenRecord } from './use-record.ts';

/** What is finished has no due date any more, though a right of somebody else may still run. */
const finished = 'terminal';

/** Title, state, due date, and the fields the module names as its summary. */
export const RecordHead = ({ opened: { described, record } }: { readonly opened: OpenRecord }) => {
  const labels = useLabels();
  const { metadata } = record;
  const summary = described.summary
    .map((column) => ({
      key: column.field,
      label: columnTitle(column),
      words: showValue(column, getPath(record.data, column.field), labels, record.organization),
      children: (
        <CodeChip
          field={column}
          value={getPath(record.data, column.field)}
          labels={labels}
          organization={record.organization}
        />
      ),
    }))
    .filter(({ words }) => words !== '' && words !== metadata.title)
    .map(({ words: _words, ...item }) => item);
  const system = [
    metadata.organizationName ?? labels.organization(record.organization),
    say('record.createdBy', {
      name: metadata.ownerName ?? labels.user(record.owner, record.organization),
      time: showInstant(record.created),
    }),
  ];
  return (
    <header className="record-head">
      <nav className="crumbs" aria-label={say('record.where')}>
        <Link to={`/m/${described.key}`}>{titled(described.title)}</Link>
        {metadata.parent !== null && described.parent !== null && (
          <Link to={`/m/${described.parent.module}/${metadata.parent}`}>{say('record.parent')}</Link>
        )}
        <ul className="origin">
          {system.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      </nav>
      <div className="record-title">
        <h1>{metadata.title || say('record.untitled')}</h1>
        <StateTag title={metadata.stateTitle} of={metadata.stateClass} />
        {metadata.stateClass !== finished && <DueLight light={metadata.light} due={metadata.due} />}
      </div>
      <dl className="summary">
        {summary.map(({ key, label, children }) => (
          <div key={key}>
            <dt>{label}</dt>
            <dd>{children}</dd>
          </div>
        ))}
      </dl>
    </header>
  );
};
