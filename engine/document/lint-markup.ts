import type { Issue } from '../issue.ts';
import type { Program, Statement } from './handlebars.ts';
import { createHtmlReader } from './html-reader.ts';

/** Faults of the HTML between the mustaches, each branch of a block read as if it were printed. */
export const lintMarkup = (program: Program): Issue[] => {
  const issues: Issue[] = [];
  let line = 1;
  const add = (code: string, name: string): void =>
    void issues.push({ path: `/line/${line}`, code, params: { name, line } });
  const reader = createHtmlReader(({ code, name }) => add(code, name));

  const readText = (text: string, start: number): void => {
    line = start;
    for (const character of text) {
      reader.read(character);
      if (character === '\n') line += 1;
    }
  };
  const readBranch = (branch: Program | undefined): void => {
    const before = reader.position();
    readAll(branch);
    if (reader.position() !== before) add('templateSplit', '');
  };
  const readStatement = (statement: Statement): void => {
    if (statement.type === 'ContentStatement') {
      readText(statement.original, statement.loc.start.line);
      return;
    }
    line = statement.loc.start.line;
    if (statement.type === 'MustacheStatement') reader.place();
    if (statement.type === 'PartialStatement' && reader.position() !== 'text') add('templatePlace', '');
    if (statement.type !== 'BlockStatement') return;
    reader.place();
    readBranch(statement.program);
    readBranch(statement.inverse);
  };
  const readAll = (body: Program | undefined): void => {
    for (const statement of body?.body ?? []) readStatement(statement);
  };

  readAll(program);
  if (reader.position() !== 'text') add('templateSplit', '');
  return issues;
};
