import { expandLadders } from '#engine/rule/expand-ladders.ts';
import type { RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { toCivilDate } from '#engine/time.ts';
import { eachRecords } from '../../query/rule/each-records.ts';
import { evaluateEach } from '../../query/rule/evaluate-subjects.ts';
import { touchedSubjects } from '../../query/rule/touched-subjects.ts';
import { findRuleSwitch } from '../../storage/rule-runs.ts';
import type { Context } from '../context.ts';
import { pinClosures } from '../pin-closures.ts';
import { runCommand } from '../run-command.ts';
import type { Unit } from '../unit.ts';
import { applySubject } from './apply-subject.ts';
import { guarded } from './breaker.ts';
import { hashOf } from './gather-works.ts';
import type { SubjectsChanged } from './note-change.ts';
import { type Applied, addApplied, createTargets, nothingApplied } from './subject-work.ts';

/** Decides again about the subjects a changed record belongs to, all of it in one transaction. */
export const decideAgain = async (context: Context, changed: SubjectsChanged): Promise<Applied> => {
  const definition = context.catalog.definitions.ruleset.get(changed.ruleset);
  if (definition?.subject === undefined || definition.enabled === false) return nothingApplied;
  if ((await findRuleSwitch(context.storage.read, definition.key))?.state === 'off') return nothingApplied;
  for (const { module } of createTargets(definition)) await pinClosures(context, module);
  return await guarded(context, definition, () =>
    runCommand(context, { route: 'rule-subject', body: changed }, (unit) => decideInside(unit, definition, changed)),
  );
};

const decideInside = async (unit: Unit, definition: RuleSetDefinition, changed: SubjectsChanged): Promise<Applied> => {
  const { catalog, now, storage } = unit.context;
  const source = { db: unit.db, catalog, dialect: storage.dialect, now };
  const asOf = toCivilDate(now);
  const ruleSet = expandLadders(definition);
  let applied = nothingApplied;
  for await (const each of eachRecords(source, definition)) {
    const about = { asOf, ...(each && { each }) };
    for (const group of await touchedSubjects(source, definition, { ...about, ...changed })) {
      const evaluated = await evaluateEach(source, definition, { ...about, group });
      for (const subject of evaluated.subjects) {
        const result = evaluated.decide(subject.facts);
        const parameters = evaluated.parameters();
        const work = {
          catalog,
          ruleSet,
          asOf,
          subject,
          result,
          parameters,
          factsHash: hashOf({ catalog, ruleSet, asOf }, subject),
        };
        applied = addApplied(applied, await applySubject(unit, work));
      }
    }
  }
  return applied;
};
