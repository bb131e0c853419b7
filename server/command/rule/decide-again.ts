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
import { applySubject } from './apply-subject.ts';
import { guarded } from './breaker.ts';
import { hashOf } from './gather-works.ts';
import { asksItself, type SubjectsChanged } from './note-change.ts';
import { isSettled, recallSubject } from './subject-memory.ts';
import { type Applied, addApplied, createTargets, nothingApplied, type SubjectWork } from './subject-work.ts';

/** Decides again about the subjects a changed record belongs to; what comes of it is carried out in one transaction. */
export const decideAgain = async (context: Context, changed: SubjectsChanged): Promise<Applied> => {
  const definition = context.catalog.definitions.ruleset.get(changed.ruleset);
  if (definition?.subject === undefined || definition.enabled === false) return nothingApplied;
  if ((await findRuleSwitch(context.storage.read, definition.key))?.state === 'off') return nothingApplied;
  for (const { module } of createTargets(definition)) await pinClosures(context, module);
  return await guarded(context, definition, async () => {
    const works = await decideTouched(context, definition, changed);
    if (works.length === 0) return nothingApplied;
    return await runCommand(context, { route: 'rule-subject', body: changed }, async (unit) => {
      let applied = nothingApplied;
      for (const work of works) applied = addApplied(applied, await applySubject(unit, work));
      return applied;
    });
  });
};

/**
 * What is to be carried out. Asked beside the one who writes: a change that comes meanwhile brings its own turn. Subjects
 * that stand as they were are left out.
 */
const decideTouched = async (
  context: Context,
  definition: RuleSetDefinition,
  changed: SubjectsChanged,
): Promise<readonly SubjectWork[]> => {
  const { catalog, now, storage } = context;
  const source = { db: storage.read, catalog, dialect: storage.dialect, now };
  const shared = { catalog, ruleSet: expandLadders(definition), asOf: toCivilDate(now) };
  const { asOf } = shared;
  const works: SubjectWork[] = [];
  const only = asksItself(catalog, definition, changed.module) ? changed.record : undefined;
  for await (const each of eachRecords(source, definition, only)) {
    const about = { asOf, ...(each && { each }) };
    for (const group of await touchedSubjects(source, definition, { ...about, ...changed })) {
      const evaluated = await evaluateEach(source, definition, { ...about, group });
      for (const subject of evaluated.subjects) {
        const result = evaluated.decide(subject.facts);
        const factsHash = hashOf(shared, subject);
        const known = await recallSubject(storage.read, { ruleSet: shared.ruleSet, subject });
        if (isSettled(result, [...known.values()], factsHash)) continue;
        works.push({ ...shared, subject, result, parameters: evaluated.parameters(), factsHash });
      }
    }
  }
  return works;
};
