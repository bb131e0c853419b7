import type { ReactNode } from 'react';
import type { DefinitionByKind, Kind } from '#engine/definition/kinds.ts';
import { isKind } from '#engine/definition/kinds.ts';
import type { DefinitionEntry } from '../catalog/entries.ts';
import type { Pack } from '../catalog/pack.ts';
import { CodesView } from './CodesView.tsx';
import { DeadlineView } from './DeadlineView.tsx';
import { DocumentView } from './DocumentView.tsx';
import { FileText } from './FileText.tsx';
import { FormView } from './FormView.tsx';
import { GoldenView } from './GoldenView.tsx';
import { Outline } from './Outline.tsx';
import { ParameterView } from './ParameterView.tsx';
import { RuleSetView } from './RuleSetView.tsx';
import { WorkflowView } from './WorkflowView.tsx';

export interface ViewProps<K extends Kind> {
  readonly definition: DefinitionByKind[K];
  readonly pack: Pack;
}

type Views = { readonly [K in Kind]?: (props: ViewProps<K>) => ReactNode };

/** A kind without a view of its own is shown member by member. */
const views: Views = {
  parameter: ParameterView,
  ruleset: RuleSetView,
  deadline: DeadlineView,
  codes: CodesView,
  document: DocumentView,
  form: FormView,
  workflow: WorkflowView,
  golden: GoldenView,
};

/** A definition in plain words. */
export const ReadableDefinition = ({ pack, entry }: { readonly pack: Pack; readonly entry: DefinitionEntry }) => {
  if (!isKind(entry.kind)) return <FileText text={pack.files.get(entry.file) ?? ''} name={entry.file} />;
  const definition = pack.catalog.definitions[entry.kind].get(entry.key);
  if (definition === undefined) return <FileText text={pack.files.get(entry.file) ?? ''} name={entry.file} />;
  const View = views[entry.kind] as ((props: ViewProps<Kind>) => ReactNode) | undefined;
  return View ? <View definition={definition} pack={pack} /> : <Outline value={definition} pack={pack} />;
};
