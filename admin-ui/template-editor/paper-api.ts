import type { ComparedPaper, ComparisonCounts, WordChange } from '#engine/document/paper-comparison.ts';
import type { Title } from '#engine/schema/types.gen.ts';
import { type ApiIssue, api, request } from '../../runtime-ui/api.ts';

/** A page as a picture; lengths in points. */
/** A rectangle on a page, in points from the top left. */
export interface PageMark {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface PageSide {
  readonly marks: readonly PageMark[];
  readonly png: string;
}

/** A paper printed as it is now and with the draft; a page that one of them has not is null there. */
export interface PaperPair {
  readonly title: Title;
  readonly words: readonly WordChange[];
  readonly faults: readonly ApiIssue[];
  readonly pages: readonly {
    readonly before: PageSide | null;
    readonly after: PageSide | null;
    readonly changed: boolean;
  }[];
}

/** What was found for all papers a draft touches. */
export interface ShownComparison {
  readonly id: string;
  readonly at: string;
  readonly by: { readonly name: string };
  readonly current: boolean;
  readonly counts: ComparisonCounts;
  readonly papers: readonly (Omit<ComparedPaper, 'faults'> & { readonly faults: readonly ApiIssue[] })[];
}

interface ShownPage {
  readonly width: number;
  readonly height: number;
  /** PNG, base 64. */
  readonly png: string;
}

export interface ShownPaper {
  readonly title: Title;
  readonly pages: readonly ShownPage[];
  readonly faults: readonly ApiIssue[];
}

export interface PaperRecord {
  readonly id: string;
  readonly title: string;
  readonly regime: string;
  readonly stateTitle: Title | null;
}

export interface PaperQuestion {
  readonly document: string;
  readonly record?: string;
  readonly regime?: string;
  /** Texts by path as they are on the screen. */
  readonly texts: Readonly<Record<string, string>>;
}

const pathOf = (draft: string): string => `/drafts/${encodeURIComponent(draft)}`;

const ask = async (draft: string, body: object, signal: AbortSignal): Promise<unknown> => {
  const headers = { 'Content-Type': 'application/json' };
  const response = await request('POST', `${pathOf(draft)}/paper`, { headers, body: JSON.stringify(body), signal });
  return await response.json();
};

export const paperApi = {
  /** A paper as the draft would print it. */
  preview: async (draft: string, question: PaperQuestion, signal: AbortSignal): Promise<ShownPaper> =>
    (await ask(draft, question, signal)) as ShownPaper,
  /** The same beside how it is printed now. */
  pair: async (draft: string, question: PaperQuestion, signal: AbortSignal): Promise<PaperPair> =>
    (await ask(draft, { ...question, compare: true }, signal)) as PaperPair,
  compareAll: (draft: string, watch: string) => api.once<ShownComparison>('POST', `${pathOf(draft)}/papers`, { watch }),
  compared: async (draft: string) => (await api.get<ShownComparison[]>(`${pathOf(draft)}/papers`))[0],
  comparedPaper: (draft: string, line: number) => api.get<PaperPair>(`${pathOf(draft)}/papers/${line}`),
  records: (document: string, words: string) =>
    api.get<PaperRecord[]>(`/paper-records?document=${encodeURIComponent(document)}&q=${encodeURIComponent(words)}`),
};
