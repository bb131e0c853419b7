import type { RuleOutcome, RuleSetDefinition } from '#engine/schema/types.gen.ts';
import type { KindEditorProps } from '../editor/kind-editor.ts';

export type RuleSetEditorProps = KindEditorProps<RuleSetDefinition>;

/** One outcome of one rule, and how it is changed. */
export interface OutcomeProps extends RuleSetEditorProps {
  readonly id: string;
  readonly outcome: RuleOutcome;
  readonly set: (outcome: RuleOutcome) => void;
}
