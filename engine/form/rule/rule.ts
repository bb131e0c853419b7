import type { Component } from '../form.ts';
import type { Frame, Run } from '../run.ts';
import type { FormNode } from '../tree.ts';

/** Judges one value that is not empty; names faults in `run.sink`. */
export type Rule = (value: unknown, run: Run, frame: Frame) => void;

/** Makes the rule a component asks for, or undefined when it asks for none of this kind. */
export type RuleOf = (
  component: Component,
  node: FormNode,
  find: (path: string) => FormNode | undefined,
) => Rule | undefined;
