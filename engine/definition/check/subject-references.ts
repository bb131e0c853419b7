import type { Ladder, RuleOutcome, RuleSetDefinition, RuleSource } from '../../schema/types.gen.ts';
import type { Kind } from '../kinds.ts';
import { type At, each, members } from '../walk.ts';

interface Named {
  readonly path: string;
  readonly kind: Kind;
  readonly key: string | undefined;
}

/** What a rule set over many records names beside what every rule set does. */
export const subjectReferences = ({ subject, trigger, facts, rules }: RuleSetDefinition): readonly Named[] => [
  ...each('/subject/from', subject?.from).map(({ path, value }): Named => ({ path, kind: 'aggregate', key: value })),
  { path: '/subject/each/module', kind: 'module', key: subject?.each?.module },
  ...each('/subject/about', subject?.about).map(
    ({ path, value }): Named => ({ path: `${path}/module`, kind: 'module', key: value.module }),
  ),
  ...each('/trigger/changed', trigger.changed).map(
    ({ path, value }): Named => ({ path: `${path}/module`, kind: 'module', key: value.module }),
  ),
  ...members('/facts', facts).map(
    ({ path, value }): Named => ({ path: `${path}/measure`, kind: 'aggregate', key: value.measure?.split('.')[0] }),
  ),
  ...each('/rules', rules).flatMap(({ path, value }) =>
    outcomeReferences({ path: `${path}/outcome`, value: value.outcome }),
  ),
];

const outcomeReferences = ({ path, value }: At<RuleOutcome>): readonly Named[] => [
  { path: `${path}/module`, kind: 'module', key: value.module },
  ...[...members(`${path}/data`, value.data), ...members(`${path}/match`, value.match)].flatMap(sourceReference),
  ...ladderReferences(`${path}/ladder`, value.ladder),
  ...ladderReferences(`${path}/level/ladder`, value.level?.ladder),
];

const sourceReference = ({ path, value }: At<RuleSource>): readonly Named[] => {
  if ('records' in value) return [{ path: `${path}/records`, kind: 'aggregate', key: value.records }];
  if ('from' in value) return [{ path: `${path}/from`, kind: 'aggregate', key: value.from }];
  return 'to' in value ? [{ path: `${path}/to`, kind: 'aggregate', key: value.to }] : [];
};

const ladderReferences = (path: string, ladder: Ladder | undefined): readonly Named[] =>
  each(`${path}/levels`, ladder?.levels).flatMap(({ path: place, value: { from } }): Named[] =>
    typeof from === 'object' && 'parameter' in from
      ? [{ path: `${place}/from/parameter`, kind: 'parameter', key: from.parameter }]
      : [],
  );
