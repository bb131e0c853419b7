import type { WorkflowDefinition } from '../../schema/types.gen.ts';
import type { Finding } from '../catalog.ts';
import { actionOf, members, transitionsOf } from '../walk.ts';
import { type Check, finding } from './check.ts';

/** What corrects a record leaves it where it is, begins by itself, and has no form beside those it corrects. */
export const checkCorrections: Check = (catalog) =>
  [...catalog.definitions.workflow.values()].flatMap((workflow) =>
    members('/actions', workflow.actions).flatMap(({ key, path, value }) => {
      const { correct, form, approval, title } = value;
      if (correct === undefined) return [];
      const formed = form !== undefined || (approval?.steps ?? []).some((step) => step.form !== undefined);
      return [
        ...(formed ? [finding(workflow, path, 'correction-form', { title })] : []),
        ...(approval?.start === 'enter'
          ? [finding(workflow, `${path}/approval/start`, 'correction-start', { title })]
          : []),
        ...movesAway(workflow, key),
      ];
    }),
  );

const movesAway = (workflow: WorkflowDefinition, action: string): Finding[] =>
  members('/states', workflow.states).flatMap(({ key, path, value }) =>
    transitionsOf(value, path)
      .filter(({ event, value: { target } }) => actionOf(event) === action && target !== key)
      .map((transition) =>
        finding(workflow, `${transition.path}/target`, 'correction-moves', {
          title: workflow.actions[action]?.title,
          right: key,
        }),
      ),
  );
