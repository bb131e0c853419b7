import { type ComponentType, lazy } from 'react';
import type { KindEditorProps } from './kind-editor.ts';

/** An editor takes the type of its own kind, which the frame knows nothing of. */
// biome-ignore lint/suspicious/noExplicitAny: the registry is where the types of all kinds meet
type AnyEditor = ComponentType<KindEditorProps<any>>;

const schemaEditor: AnyEditor = lazy(() =>
  import('../schema-editor/SchemaEditor.tsx').then(({ SchemaEditor }) => ({ default: SchemaEditor })),
);
const codesEditor: AnyEditor = lazy(() =>
  import('../codes-editor/CodesEditor.tsx').then(({ CodesEditor }) => ({ default: CodesEditor })),
);

const templateEditor: AnyEditor = lazy(() =>
  import('../template-editor/TemplateEditor.tsx').then(({ TemplateEditor }) => ({ default: TemplateEditor })),
);

/** The editors by kind, each loaded when it is first opened. Kinds without one are edited as text. */
export const editors: Readonly<Record<string, AnyEditor>> = {
  calendar: lazy(() =>
    import('../calendar-editor/CalendarEditor.tsx').then(({ CalendarEditor }) => ({ default: CalendarEditor })),
  ),
  codes: codesEditor,
  deadline: lazy(() =>
    import('../deadline-editor/DeadlineEditor.tsx').then(({ DeadlineEditor }) => ({ default: DeadlineEditor })),
  ),
  parameter: lazy(() =>
    import('../parameter-editor/ParameterEditor.tsx').then(({ ParameterEditor }) => ({ default: ParameterEditor })),
  ),
  region: codesEditor,
  ...Object.fromEntries(
    [
      'module',
      'document',
      'level',
      'post',
      'role',
      'numbering',
      'report',
      'regime',
      'golden',
      'aggregate',
      'exchange',
      'import',
      'view',
      'dossier',
      'dashboard',
    ].map((kind) => [kind, schemaEditor]),
  ),
  form: lazy(() => import('../form-editor/FormEditor.tsx').then(({ FormEditor }) => ({ default: FormEditor }))),
  ruleset: lazy(() =>
    import('../rule-editor/RuleSetEditor.tsx').then(({ RuleSetEditor }) => ({ default: RuleSetEditor })),
  ),
  partial: templateEditor,
  style: templateEditor,
  template: templateEditor,
  workflow: lazy(() =>
    import('../workflow-editor/WorkflowEditor.tsx').then(({ WorkflowEditor }) => ({ default: WorkflowEditor })),
  ),
};
