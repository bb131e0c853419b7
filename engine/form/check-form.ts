import type { Issue } from '../issue.ts';
import { isObject } from '../json.ts';
import type { FormDefinition } from './form.ts';
import type { ComponentCheck } from './save-check/finding.ts';
import { reporter } from './save-check/finding.ts';
import { checkHolders } from './save-check/holders.ts';
import { checkMarkup } from './save-check/markup.ts';
import { checkProperties } from './save-check/properties.ts';
import { checkReferences } from './save-check/references.ts';
import { checkSettings } from './save-check/settings-check.ts';
import { checkStructure } from './save-check/structure.ts';
import { treeOf } from './tree.ts';

const componentChecks: readonly ComponentCheck[] = [checkProperties, checkHolders, checkMarkup, checkSettings];

/**
 * What keeps a form from being saved: anything that carries code, markup or a remote call, unknown components and
 * properties, doubled or bad keys, patterns outside re2, and references that lead nowhere or in a circle. Pointers are
 * into the definition. Whether code lists and modules exist is asked with the whole bundle.
 */
export const checkForm = (form: Pick<FormDefinition, 'components'>): Issue[] => {
  if (!Array.isArray(form.components) || !form.components.every(isObject)) {
    return [{ path: '/components', code: 'badSetting', params: { property: 'components' } }];
  }
  const tree = treeOf(form);
  const issues = [...checkStructure(tree)];
  for (const node of tree.nodes) for (const check of componentChecks) check(node, reporter(node, issues));
  return [...issues, ...checkReferences(tree)];
};
