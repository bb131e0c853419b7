import type { Issue } from '../issue.ts';
import { isObject } from '../json.ts';
import { computeSteps, type Step } from './compute.ts';
import { targetsOf } from './find-target.ts';
import type { FormDefinition } from './form.ts';
import { judgesOf } from './judge.ts';
import { compileScope, readObject } from './read.ts';
import type { Frame, Run } from './run.ts';
import { Sink } from './sink.ts';
import { treeOf } from './tree.ts';
import type { CodesByKey } from './value/value.ts';

export interface ValidateOptions {
  /** False while a draft is saved: nothing is required yet, everything else holds. */
  readonly complete: boolean;
  /** Civil date for limits of `today`; taken from `now` when left out. */
  readonly today?: string;
  /** Instant for limits of `now`. */
  readonly now?: string;
}

interface Validated {
  /** What is stored: calculated, hidden values cleared, every value in its one spelling, empty values absent (null where a default was emptied). */
  readonly data: Record<string, unknown>;
  /** Pointers are into the data that came in. Data with issues is not to be stored. */
  readonly issues: Issue[];
}

export interface CompiledForm {
  readonly validate: (data: unknown, options: ValidateOptions) => Validated;
}

/**
 * Compiles a form that passed checkForm to closures. Throws for a pattern outside re2. Validation runs in three passes:
 * read (types and spelling), compute (calculations and conditions in order of need), judge (rules of what is shown).
 */
export const compileForm = (
  form: Pick<FormDefinition, 'components'>,
  environment: { readonly codes: CodesByKey },
): CompiledForm => {
  const tree = treeOf(form);
  const find = targetsOf(tree);
  const scope = compileScope(tree.roots, environment.codes);
  const steps = computeSteps(tree, find, environment.codes);
  const judges = judgesOf(tree.roots, find);
  return {
    validate: (data, options) => {
      const run = newRun(options);
      if (!isObject(data)) return { data: {}, issues: [{ path: '', code: 'type', params: { expected: 'object' } }] };
      const root: Frame = { data: readObject(scope, data, '', run), up: undefined, base: '' };
      compute(steps, run, root);
      for (const judge of judges) judge(run, root, root.data, '', 'shown');
      return { data: root.data, issues: run.sink.issues };
    },
  };
};

const newRun = ({ complete, today, now }: ValidateOptions): Run => ({
  sink: new Sink(),
  complete,
  today,
  now,
  faults: new Map(),
  hidden: new Map(),
});

const compute = (steps: readonly Step[], run: Run, root: Frame): void => {
  for (const step of steps) step(run, root);
};
