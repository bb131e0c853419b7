import type { CodeLabels } from '#engine/document/helper/code-label.ts';
import type { FontRoles, PageOptions } from '#engine/document/page.ts';
import type { Issue } from '#engine/issue.ts';

/** Everything needed to make the HTML of one document; plain data, it is copied into the worker. */
export interface TemplateJob {
  readonly template: string;
  /** Sources by name. */
  readonly partials: Readonly<Record<string, string>>;
  /** Style sheets in order. */
  readonly styles: readonly string[];
  readonly codes: CodeLabels;
  readonly roles: FontRoles;
  readonly view: object;
  readonly title: string;
  readonly draft: boolean;
  readonly qr?: NonNullable<PageOptions['qr']>;
}

export type TemplateAnswer =
  | { readonly html: string }
  /** The template, a partial or a style has faults. */
  | { readonly issues: readonly Issue[] }
  /** Rendering failed: the Error's text. */
  | { readonly failure: string };
