import { pointer } from '../../issue.ts';
import type { FormNode } from '../tree.ts';
import type { Report } from './finding.ts';

const template = /\{\{|\{%/;
const tagOpening = /<[a-z!/?]/i;
const tag = /<\/?([a-z][a-z0-9]*)((?:\s+[a-z-]+="[^"<>]*")*)\s*\/?>/gi;
const address = /(?:javascript|data|vbscript)\s*:/i;
const plainTags: ReadonlySet<string> = new Set(
  'p br b strong i em u s span div ul ol li h1 h2 h3 h4 h5 h6 table thead tbody tr th td hr small sub sup blockquote'.split(
    ' ',
  ),
);
const plainAttribute = /^\s+(?:class|title|lang|colspan|rowspan)="[^"<>]*"$/i;

const childSlots: ReadonlySet<string> = new Set(['components', 'columns', 'rows']);
/** A regular expression and Form.io's own default template may look like markup; both are judged elsewhere. */
const judgedElsewhere: ReadonlySet<string> = new Set(['/validate/pattern', '/template']);

/** No templates in any text, no markup outside `content` and `html`, and there only plain elements without scripts. */
export const checkMarkup = ({ component, role }: FormNode, report: Report): void => {
  for (const name of Object.keys(component)) {
    if (role === 'leaf' || !childSlots.has(name)) checkTexts(component[name], pointer(name), report, 0);
  }
};

export const checkTexts = (value: unknown, below: string, report: Report, depth: number): void => {
  if (typeof value === 'string') checkText(value, below, report);
  if (typeof value !== 'object' || value === null) return;
  if (depth > 32) {
    report('tooDeep', below);
    return;
  }
  for (const [name, inner] of Object.entries(value)) checkTexts(inner, below + pointer(name), report, depth + 1);
};

const checkText = (text: string, below: string, report: Report): void => {
  if (judgedElsewhere.has(below)) return;
  if (template.test(text)) report('templateRefused', below);
  if (below === '/html' || below === '/content') checkHtml(text, below, report);
  else if (tagOpening.test(text)) report('markupRefused', below);
};

const checkHtml = (text: string, below: string, report: Report): void => {
  const rest = text.replaceAll(tag, (whole, name: string, attributes: string) =>
    plainTags.has(name.toLowerCase()) && attributesArePlain(attributes) ? '' : whole,
  );
  if (tagOpening.test(rest) || address.test(text)) report('markupRefused', below);
};

const attributesArePlain = (attributes: string): boolean =>
  (attributes.match(/\s+[a-z-]+="[^"<>]*"/gi) ?? []).every((attribute) => plainAttribute.test(attribute));
