import type { ApprovalRun } from '../answer/acting.ts';
import type { Described } from '../answer/modules.ts';
import type { LoggedEvent } from '../answer/records.ts';
import { sayIfKnown, titled } from '../words.ts';

type Titles = Pick<Described, 'actions' | 'forms' | 'documents'>;

/** What the event is about: a form, a document, or what it brings as a title. */
const subjectOf = (data: Readonly<Record<string, unknown>>, { forms, documents }: Titles): string => {
  if (typeof data.form === 'string') return titled(forms[data.form]?.title);
  if (typeof data.title === 'string') return data.title;
  if (typeof data.document === 'string') return titled(documents.find(({ key }) => key === data.document)?.title);
  return '';
};

/** What an event is called: the title of its action with the result, or our words for its type and what it is about. */
export const eventTitle = (
  event: Pick<LoggedEvent, 'type' | 'data'>,
  described: Titles = { actions: {}, forms: {}, documents: [] },
): string => {
  const data = event.data ?? {};
  const action = typeof data.action === 'string' ? described.actions[data.action.replace(/\.recall$/, '')] : undefined;
  const result = typeof data.result === 'string' ? (sayIfKnown(`result.${data.result}`) ?? data.result) : undefined;
  const words = sayIfKnown(`event.${event.type}`) ?? event.type;
  const parts = action === undefined ? [words, subjectOf(data, described)] : [titled(action.title)];
  return [...parts, result].filter(Boolean).join(' \u00b7 ');
};

/** The opinion given with an event: the event names the run and the step, the run holds the words. */
export const opinions = (runs: readonly ApprovalRun[]): ((event: Pick<LoggedEvent, 'data'>) => string | undefined) => {
  const words = new Map(
    runs.flatMap((run) => run.steps.map(({ step, opinion }) => [`${run.id} ${step}`, opinion ?? undefined] as const)),
  );
  return ({ data }) =>
    typeof data?.opinion === 'string' ? data.opinion : words.get(`${data?.approval} ${data?.step}`);
};
