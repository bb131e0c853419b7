import type { Truth } from '../condition/condition.ts';
import type { Issue } from '../issue.ts';
import type { ConditionJson, WorkflowAction } from '../schema/types.gen.ts';
import type { Judge } from './transition.ts';

export interface DocumentFact {
  readonly document: string;
  /** A voided document is no fact. */
  readonly state: 'draft' | 'issued' | 'served';
  readonly subject: string | null;
}

interface ChildFact {
  readonly id: string;
  readonly module: string;
  readonly state: string;
  readonly data: unknown;
}

/** What lies at a record that an action may need. */
export interface NeedFacts {
  readonly documents: readonly DocumentFact[];
  /** The child records a document is made about, one document each; empty for a document about the record itself. */
  readonly subjectsOf: (document: string) => readonly string[];
  /** Forms that were filled in, with what the last filling still lacks: drafts may be incomplete. */
  readonly entries: ReadonlyMap<string, readonly Issue[]>;
  readonly children: readonly ChildFact[];
  readonly judgeChild: (condition: ConditionJson, child: ChildFact) => Truth;
}

type Needs = NonNullable<WorkflowAction['needs']>;
type DocumentNeed = NonNullable<Needs['documents']>[number];
type ChildNeed = NonNullable<Needs['children']>[number];

const rank = { draft: 0, issued: 1, served: 2 } as const;

/** What an action still lacks; an unknown condition counts as a lack and says so. */
export const unmetNeeds = (needs: Needs | undefined, facts: NeedFacts, judge: Judge): readonly Issue[] => [
  ...(needs?.documents ?? []).flatMap((need) => (wanted(need, judge) ? checkDocument(need, facts) : [])),
  ...(needs?.entries ?? []).flatMap(
    (form) => facts.entries.get(form) ?? [{ path: '', code: 'workflow.entryMissing', params: { form } }],
  ),
  ...(needs?.children ?? []).flatMap((need) => (wanted(need, judge) ? checkChildren(need, facts) : [])),
];

// An unknown `when` keeps the need: leaving out a requirement needs certainty.
const wanted = (need: { readonly when?: ConditionJson }, judge: Judge): boolean =>
  need.when === undefined || judge(need.when) !== false;

const checkDocument = ({ document, state, subject, message }: DocumentNeed, facts: NeedFacts): readonly Issue[] => {
  const present = facts.documents.filter((fact) => fact.document === document && rank[fact.state] >= rank[state]);
  const code = { draft: 'documentMissing', issued: 'documentNotIssued', served: 'documentNotServed' }[state];
  const params = { document, ...(message === undefined ? {} : { message }) };
  if (!subject) return present.length > 0 ? [] : [{ path: '', code: `workflow.${code}`, params }];
  const missing = facts.subjectsOf(document).filter((id) => !present.some((fact) => fact.subject === id));
  return missing.length === 0 && present.length > 0 ? [] : [{ path: '', code: `workflow.${code}`, params }];
};

const checkChildren = ({ module, min, max, where, message }: ChildNeed, facts: NeedFacts): readonly Issue[] => {
  const children = facts.children.filter((child) => child.module === module);
  const answers = children.map((child) => (where === undefined ? true : facts.judgeChild(where, child)));
  const sure = answers.filter((answer) => answer === true).length;
  const possible = answers.filter((answer) => answer !== false).length;
  const params = { module, count: sure, message };
  if (sure < (min ?? 0)) return [{ path: '', code: 'workflow.childrenTooFew', params: { ...params, min } }];
  if (possible > (max ?? Number.POSITIVE_INFINITY))
    return [{ path: '', code: 'workflow.childrenTooMany', params: { ...params, max } }];
  return [];
};
