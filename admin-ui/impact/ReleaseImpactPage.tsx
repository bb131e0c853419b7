import { Card, Collapse, Empty } from 'antd';
import { useEffect } from 'react';
import type { StoredImpact } from '#engine/rule/impact.ts';
import type { Rule } from '../../runtime-ui/answer/rules.ts';
import { api } from '../../runtime-ui/api.ts';
import { Link } from '../../runtime-ui/frame/Link.tsx';
import { Loading } from '../../runtime-ui/frame/Loading.tsx';
import { useLoaded } from '../../runtime-ui/use-loaded.ts';
import { showInstant } from '../../runtime-ui/value/show-time.ts';
import { titled } from '../../runtime-ui/words.ts';
import { usePack } from '../catalog/pack-context.ts';
import type { Release } from '../types.ts';
import { say, sayIfKnown } from '../words.ts';
import { ImpactView } from './ImpactView.tsx';
import { OutcomeView } from './OutcomeView.tsx';

interface Answers {
  readonly impacts: readonly StoredImpact[];
  readonly rules: readonly Rule[];
  readonly release: Release | undefined;
}

const load = async (id: string): Promise<Answers> => {
  const [impacts, rules, releases] = await Promise.all([
    api.get<StoredImpact[]>(`/releases/${encodeURIComponent(id)}/impact`),
    api.get<Rule[]>('/rules'),
    api.get<Release[]>('/releases'),
  ]);
  return { impacts, rules, release: releases.find((one) => one.id === id) };
};

const lookAgain = 1000;
const isGoing = ({ run, compared }: StoredImpact): boolean =>
  compared === null && (run?.state === 'waiting' || run?.state === 'running');

/** What a release was to do to the subjects of rule sets, and what it did. */
export const ReleaseImpactPage = ({ id }: { readonly id: string }) => {
  const answers = useLoaded(`impact ${id}`, () => load(id));
  const { value, reload } = answers;
  const going = value?.impacts.some(isGoing) === true;
  // biome-ignore lint/correctness/useExhaustiveDependencies: every answer that still waits is looked at again
  useEffect(() => {
    if (!going) return undefined;
    const timer = setTimeout(() => void reload(), lookAgain);
    return () => clearTimeout(timer);
  }, [value, going, reload]);
  return (
    <>
      <p className="crumbs">
        <Link to="/admin/releases">{say('releases.title')}</Link>
      </p>
      <Loading of={answers}>{(found) => <Impacts {...found} />}</Loading>
    </>
  );
};

const Impacts = ({ impacts, rules, release }: Answers) => {
  const { value: pack } = usePack();
  return (
    <>
      <h1>{say('outcome.title', { number: release?.number ?? '' })}</h1>
      <p className="muted">
        {release && (sayIfKnown(`release.note.${release.note}`) ?? release.note)} {say('outcome.hint')}
      </p>
      {impacts.length === 0 && <Empty description={say('outcome.none')} />}
      {impacts.map((impact) => (
        <Card key={impact.id} className="gap" title={<h2>{titled(impact.title)}</h2>}>
          <OutcomeView impact={impact} rule={rules.find(({ key }) => key === impact.ruleset)} />
          {pack && (
            <Collapse
              size="small"
              className="foreseen"
              items={[
                {
                  key: 'foreseen',
                  label: say('outcome.preview', { at: showInstant(impact.at), by: impact.by.name, asOf: impact.asOf }),
                  children: <ImpactView impact={impact} rules={rules} before={pack} after={pack} />,
                },
              ]}
            />
          )}
        </Card>
      ))}
    </>
  );
};
