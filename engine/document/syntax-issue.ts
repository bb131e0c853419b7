import type { Issue } from '../issue.ts';

interface Tag {
  readonly text: string;
  readonly line: number;
}

/** Blocks, their ends, and everything else in braces, comments left out; `text` of braces that do not end is cut at the line. */
const tagsOf = (source: string): readonly (Tag & { readonly closed: boolean })[] =>
  [
    ...source.matchAll(/\{\{!--[\s\S]*?--\}\}|\{\{![\s\S]*?\}\}|\{\{(?:(?!\{\{|\}\})[^<])*(?:\}\}|(?=\{\{|<|$))/g),
  ].flatMap(({ 0: text, index }) => {
    if (text.startsWith('{{!')) return [];
    const line = source.slice(0, index).split('\n').length;
    return [{ text: text.trimEnd(), line, closed: text.endsWith('}}') }];
  });

const nameIn = (text: string, mark: RegExp): string | undefined => mark.exec(text)?.[1];
const opens = /^\{\{~?[#^]\s*([\w.@/-]+)/;
const closes = /^\{\{~?\/\s*([\w.@/-]+)/;

const issue = (code: string, line: number, params: Readonly<Record<string, unknown>>): Issue => ({
  path: `/line/${line}`,
  code,
  params: { ...params, line },
});

/** The first block that does not end, or ends otherwise than it began. */
const blockIssue = (tags: readonly Tag[]): Issue | undefined => {
  const open: { name: string; line: number }[] = [];
  for (const { text, line } of tags) {
    const begun = nameIn(text, opens);
    if (begun !== undefined) open.push({ name: begun, line });
    const ended = nameIn(text, closes);
    if (ended === undefined) continue;
    const last = open.pop();
    const close = `{{/${ended}}}`;
    if (last === undefined) return issue('templateBlockExtra', line, { close });
    if (last.name !== ended)
      return issue('templateBlockOther', line, { close, open: `{{#${last.name}}}`, from: last.line });
  }
  const left = open.at(-1);
  return left && issue('templateBlockOpen', left.line, { name: `{{#${left.name}}}`, close: `{{/${left.name}}}` });
};

/** Why a template cannot be parsed, in words of its author; `line` is where the parser stopped. */
export const syntaxIssue = (source: string, line: number): Issue => {
  const tags = tagsOf(source);
  const half = tags.find(({ closed }) => !closed);
  if (half !== undefined)
    return issue('templateBracesOpen', half.line, { example: `${half.text.split('<')[0]?.trimEnd().slice(0, 40)}}}` });
  const inLine = tags.findLast((tag) => tag.line <= line) ?? tags[0];
  return blockIssue(tags) ?? issue('templateExpression', line, { text: inLine?.text.slice(0, 60) ?? '' });
};
