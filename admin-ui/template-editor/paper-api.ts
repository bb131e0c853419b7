import type { Title } from '#engine/schema/types.gen.ts';
import { type ApiIssue, api, request } from '../../runtime-ui/api.ts';

/** A page as a picture; lengths in points. */
interface ShownPage {
  readonly width: number;
  readonly height: number;
  /** PNG, base 64. */
  readonly png: string;
}

export interface ShownPaper {
  readonly title: string;
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

export const paperApi = {
  /** A paper as the draft would print it. */
  preview: async (draft: string, question: PaperQuestion, signal: AbortSignal): Promise<ShownPaper> => {
    const response = await request('POST', `/drafts/${encodeURIComponent(draft)}/paper`, {
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(question),
      signal,
    });
    return (await response.json()) as ShownPaper;
  },
  records: (document: string, words: string) =>
    api.get<PaperRecord[]>(`/paper-records?document=${encodeURIComponent(document)}&q=${encodeURIComponent(words)}`),
};
