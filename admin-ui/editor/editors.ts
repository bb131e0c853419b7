import { type ComponentType, lazy } from 'react';
import type { KindEditorProps } from './kind-editor.ts';

/** An editor takes the type of its own kind, which the frame knows nothing of. */
// biome-ignore lint/suspicious/noExplicitAny: the registry is where the types of all kinds meet
type AnyEditor = ComponentType<KindEditorProps<any>>;

/** The editors by kind, each loaded when it is first opened. Kinds without one are edited as text. */
export const editors: Readonly<Record<string, AnyEditor>> = {
  ruleset: lazy(() =>
    import('../rule-editor/RuleSetEditor.tsx').then(({ RuleSetEditor }) => ({ default: RuleSetEditor })),
  ),
  workflow: lazy(() =>
    import('../workflow-editor/WorkflowEditor.tsx').then(({ WorkflowEditor }) => ({ default: WorkflowEditor })),
  ),
};
