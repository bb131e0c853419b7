import { parseTemplate } from './handlebars.ts';
import { walkStatements } from './walk-template.ts';

/** Names of the partials a source includes; none while it cannot be parsed. */
const included = (source: string): readonly string[] => {
  try {
    const names = [...walkStatements(parseTemplate(source))].flatMap(({ statement }) =>
      statement.type === 'PartialStatement' && statement.name.type === 'PathExpression'
        ? [statement.name.original]
        : [],
    );
    return [...new Set(names)];
  } catch {
    return [];
  }
};

/** Every chain of partials that leads back to its first, once for each of its members: such a template never ends. */
export const partialLoops = (partials: Readonly<Record<string, string>>): readonly (readonly string[])[] => {
  const next = new Map(Object.entries(partials).map(([name, source]) => [name, included(source)]));
  return [...next.keys()].map((name) => wayBack(next, name)).filter((way) => way !== undefined);
};

/** The shortest way from a partial to itself; undefined when there is none. */
const wayBack = (next: ReadonlyMap<string, readonly string[]>, start: string): readonly string[] | undefined => {
  const seen = new Set<string>();
  const ways: (readonly string[])[] = [[start]];
  for (let way = ways.shift(); way !== undefined; way = ways.shift())
    for (const name of next.get(way.at(-1) ?? '') ?? []) {
      if (name === start) return [...way, name];
      if (seen.has(name)) continue;
      seen.add(name);
      ways.push([...way, name]);
    }
  return undefined;
};
