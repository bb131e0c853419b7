import type { FactDeclaration } from '#engine/schema/types.gen.ts';
import type { RuleSetEditorProps } from './outcome-props.ts';

/** One fact of a rule set, and how it is changed. */
export interface FactEditorProps extends RuleSetEditorProps {
  readonly name: string;
  readonly fact: FactDeclaration;
  readonly put: (fact: FactDeclaration) => void;
}
