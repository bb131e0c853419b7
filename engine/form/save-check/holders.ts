import { pointer } from '../../issue.ts';
import { isObject } from '../../json.ts';
import type { FormNode } from '../tree.ts';
import type { Report } from './finding.ts';
import { checkTexts } from './markup.ts';

const holderNames: ReadonlySet<string> = new Set(
  'components key label width offset push pull size currentWidth'.split(' '),
);

/** Columns, tabs and cells of a table are no components: they place components and say how wide and under which label. */
export const checkHolders = ({ component, role }: FormNode, report: Report): void => {
  if (role !== 'layout') return;
  if (component.type === 'columns') checkList(component.columns, '/columns', report);
  if (component.type === 'tabs') checkList(component.components, '/components', report);
  if (component.type !== 'table' || !Array.isArray(component.rows)) return;
  for (const [index, row] of component.rows.entries()) checkList(row, pointer('rows', index), report);
};

const checkList = (holders: unknown, below: string, report: Report): void => {
  if (!Array.isArray(holders)) return;
  for (const [index, holder] of holders.entries()) {
    if (!isObject(holder)) continue;
    for (const [name, value] of Object.entries(holder)) {
      const at = below + pointer(index, name);
      if (!holderNames.has(name)) report('unknownProperty', at, { property: name });
      else if (name !== 'components') checkTexts(value, at, report, 0);
    }
  }
};
