import { pointer } from '../../issue.ts';
import { isObject } from '../../json.ts';
import type { Component } from '../form.ts';
import type { FormNode } from '../tree.ts';
import { isNothing, type Report } from './finding.ts';
import { allowed, refused } from './property-lists.ts';

/**
 * Every property must be on the list of what neither carries code nor calls out; what is known to do either is named as
 * such. Form.io's own defaults, which leave those empty, pass.
 */
export const checkProperties = (node: FormNode, report: Report): void => {
  const { component } = node;
  checkNames(component, 'component', '', report);
  for (const part of ['validate', 'conditional', 'data', 'widget', 'datePicker', 'timePicker', 'meta']) {
    const inner = component[part];
    if (isObject(inner)) checkNames(inner, part, pointer(part), report);
  }
  checkCalculation(component, report);
  checkSource(component, report);
  checkFixed(component, report);
  checkAttributes(component, report);
};

const checkNames = (holder: Component, list: string, below: string, report: Report): void => {
  for (const name of Object.keys(holder)) {
    const value = holder[name];
    const why = refused[list]?.[name];
    if (why !== undefined) {
      if (!isNothing(value)) report(why, below + pointer(name), { property: name });
    } else if (allowed[list]?.has(name) !== true) report('unknownProperty', below + pointer(name), { property: name });
  }
};

const checkCalculation = ({ calculateValue }: Component, report: Report): void => {
  if (typeof calculateValue === 'string' && calculateValue.trim() !== '') {
    report('scriptRefused', '/calculateValue', { property: 'calculateValue' });
  }
};

const checkSource = ({ dataSrc }: Component, report: Report): void => {
  if (dataSrc !== undefined && dataSrc !== 'values' && dataSrc !== '') {
    report('remoteRefused', '/dataSrc', { property: 'dataSrc' });
  }
};

/** Properties with one value that means what Form.io does without them. */
const fixed: readonly (readonly [name: string, ...values: unknown[]])[] = [
  ['persistent', true],
  ['template', '<span>{{ item.label }}</span>', ''],
  ['inputType', 'text', 'checkbox', 'radio', 'tel', 'email', 'hidden'],
  ['dataType', 'auto', 'string', ''],
];

const checkFixed = (component: Component, report: Report): void => {
  for (const [name, ...values] of fixed) {
    const value = component[name];
    if (value !== undefined && !values.includes(value)) report('notSupported', pointer(name), { property: name });
  }
  if (component.type === 'checkbox' && component.inputType === 'radio') {
    report('notSupported', '/inputType', { property: 'inputType' });
  }
};

const attributeName = /^(?:class|title|lang|role|data-[a-z-]+|aria-[a-z-]+)$/;

const checkAttributes = ({ attributes, attrs }: Component, report: Report): void => {
  if (isObject(attributes)) {
    for (const name of Object.keys(attributes)) {
      if (!attributeName.test(name)) report('markupRefused', pointer('attributes', name), { property: name });
    }
  }
  if (!Array.isArray(attrs)) return;
  for (const [index, entry] of attrs.entries()) {
    const name = isObject(entry) ? String(entry.attr ?? '') : '?';
    if (name !== '' && !attributeName.test(name)) report('markupRefused', pointer('attrs', index), { property: name });
  }
};
