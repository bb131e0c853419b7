import { Alert } from 'antd';
import type { CountedLink } from '#engine/rule/counted.ts';
import type { ImpactSubject, ImpactSummary, MissedSide } from '#engine/rule/impact.ts';
import type { Rule } from '../../runtime-ui/answer/rules.ts';
import { api } from '../../runtime-ui/api.ts';
import { Link } from '../../runtime-ui/frame/Link.tsx';
import { Loading } from '../../runtime-ui/frame/Loading.tsx';
import { CountedRecords } from '../../runtime-ui/record/CountedRecords.tsx';
import { useLoaded } from '../../runtime-ui/use-loaded.ts';
import { useLabels } from '../../runtime-ui/value/lookup.ts';
import { titled } from '../../runtime-ui/words.ts';
import type { Pack } from '../catalog/pack.ts';
import { RuleSetComparison } from '../publish/RuleSetComparison.tsx';
import type { Judged } from '../types.ts';
import { say } from '../words.ts';
import { standing } from './subject-words.ts';

interface ImpactSubjectViewProps {
  readonly impact: ImpactSummary & { readonly id: string };
  readonly line: number;
  readonly rule: Rule | undefined;
  readonly before: Pack;
  readonly after: Pack;
}

/** One subject under both sets of definitions, what it was counted from, and what was made of it. */
export const ImpactSubjectView = ({ impact, line, rule, before, after }: ImpactSubjectViewProps) => {
  const labels = useLabels();
  const path = `/rule-impacts/${impact.id}/subjects/${line}`;
  const found = useLoaded(path, () => api.get<ImpactSubject>(path));
  return (
    <Loading of={found}>
      {(value) => (
        <div className="impact-subject">
          {value.records.length > 0 && <Made records={value.records} />}
          {notice(value) !== undefined && <Alert type="info" showIcon className="gap" title={notice(value)} />}
          <RuleSetComparison
            ruleset={bothSides(impact, value)}
            before={before}
            after={after}
            said={[standing(rule, labels, value.before), standing(rule, labels, value.after)]}
          />
          <CountedRecords lists={value.counted} />
        </div>
      )}
    </Loading>
  );
};

const notice = ({ before, after, other, otherFrom }: ImpactSubject): string | undefined => {
  if (otherFrom === 'changed') return say('sweep.otherChanged');
  if (before !== null && after !== null) return undefined;
  return other === null ? say('sweep.otherMissing') : undefined;
};

const Made = ({ records }: { readonly records: readonly CountedLink[] }) => (
  <p>
    {say('sweep.made')}
    {records.map(({ id, module, title, stateTitle }) =>
      module === null ? (
        <span key={id}>{say('sweep.hidden')} </span>
      ) : (
        <span key={id}>
          <Link to={`/m/${module}/${id}`}>{title || say('sweep.untitled')}</Link> {titled(stateTitle)}{' '}
        </span>
      ),
    )}
  </p>
);

const bothSides = ({ ruleset, title }: ImpactSummary, { before, after, other }: ImpactSubject) => ({
  key: ruleset,
  title,
  before: judged(before ?? other),
  after: judged(after ?? other),
});

const judged = (side: MissedSide | null): Judged | null => (side === null ? null : { outcomes: [], trace: side.trace });
