import type { Component } from '#engine/form/form.ts';
import { part, textSetting } from '#engine/form/settings.ts';
import { isObject } from '#engine/json.ts';
import { titled } from '../../runtime-ui/words.ts';
import type { Pack } from '../catalog/pack.ts';

export interface FieldChoice {
  readonly value: string;
  readonly label: string;
}

/** What a field offers to choose from: its code list or options of its own; undefined where it offers nothing fixed. */
export const choicesOf = (component: Component, pack: Pack): FieldChoice[] | undefined => {
  const type = String(component.type);
  if (type === 'code') {
    const list = pack.catalog.definitions.codes.get(textSetting(part(component, 'meta').codes) ?? '');
    return (list?.items ?? []).map(({ code, title }) => ({ value: code, label: titled(title) }));
  }
  if (!['select', 'radio', 'selectboxes'].includes(type)) return undefined;
  const values = type === 'select' ? part(component, 'data').values : component.values;
  return (Array.isArray(values) ? values : [])
    .filter(isObject)
    .map((one) => ({ value: String(one.value), label: String(one.label) }));
};
