import type { Component } from '#engine/form/form.ts';
import { slotsOf, treeOf } from '#engine/form/tree.ts';
import type { FormDefinition } from '#engine/schema/types.gen.ts';

/** Before which component of which list something stands; the list by its JSON Pointer. */
export interface Place {
  readonly slot: string;
  readonly index: number;
}

/** A form after a step, and where the component the step was about stands now. */
export interface Edited {
  readonly form: FormDefinition;
  readonly pointer: string;
}

type Json = unknown;

const partsOf = (pointer: string): string[] => pointer.split('/').slice(1);

export const placeOf = (pointer: string): Place => {
  const cut = pointer.lastIndexOf('/');
  return { slot: pointer.slice(0, cut), index: Number(pointer.slice(cut + 1)) };
};

/** The component at a pointer; undefined where none stands. */
export const componentAt = (form: FormDefinition, pointer: string): Component | undefined => {
  let value: Json = form;
  for (const part of partsOf(pointer)) value = (value as Record<string, Json> | undefined)?.[part];
  return value as Component | undefined;
};

/** The value with what stands at the parts changed; everything beside them stays the same object. */
const altered = (value: Json, [part, ...rest]: readonly string[], change: (inner: Json) => Json): Json => {
  if (part === undefined) return change(value);
  if (Array.isArray(value))
    return value.map((item, index) => (index === Number(part) ? altered(item, rest, change) : item));
  const object = value as Record<string, Json>;
  return { ...object, [part]: altered(object[part], rest, change) };
};

const alteredForm = (form: FormDefinition, pointer: string, change: (inner: Json) => Json): FormDefinition =>
  altered(form, partsOf(pointer), change) as FormDefinition;

export const replaceAt = (form: FormDefinition, pointer: string, component: Component): FormDefinition =>
  alteredForm(form, pointer, () => component);

const listOf = (value: Json): Json[] => (Array.isArray(value) ? value : []);

export const removeAt = (form: FormDefinition, pointer: string): FormDefinition => {
  const { slot, index } = placeOf(pointer);
  return alteredForm(form, slot, (list) => listOf(list).filter((_, at) => at !== index));
};

export const insertAt = (form: FormDefinition, { slot, index }: Place, component: Component): Edited => ({
  form: alteredForm(form, slot, (list) => listOf(list).toSpliced(index, 0, component)),
  pointer: `${slot}/${index}`,
});

const pointerOf = (form: FormDefinition, component: Component): string | undefined =>
  treeOf(form).nodes.find((node) => node.component === component)?.pointer;

/** Takes a component to a place; nothing where the place lies inside it or is where it stands. */
export const moveTo = (form: FormDefinition, pointer: string, place: Place): Edited | undefined => {
  const component = componentAt(form, pointer);
  const here = placeOf(pointer);
  const stays = place.slot === here.slot && (place.index === here.index || place.index === here.index + 1);
  if (component === undefined || stays || `${place.slot}/`.startsWith(`${pointer}/`)) return undefined;
  // A hole stays behind while it is put in, so that no pointer moves under us.
  const hole: Component = {};
  const holed = replaceAt(form, pointer, hole);
  const both = insertAt(holed, place, component).form;
  const moved = removeAt(both, pointerOf(both, hole) ?? '');
  return { form: moved, pointer: pointerOf(moved, component) ?? '' };
};

/** Every place something may be put, in the order people read the form; `without` is the component that is on its way. */
const placesOf = (form: FormDefinition, without: string): Place[] => {
  const inSlot = (slot: string, components: readonly unknown[]): Place[] => [
    ...components.flatMap((component, index) => {
      const pointer = `${slot}/${index}`;
      const inner =
        pointer === without
          ? []
          : slotsOf(component as Component, pointer).flatMap((one) => inSlot(one.pointer, one.components));
      return [{ slot, index }, ...inner];
    }),
    { slot, index: components.length },
  ];
  return inSlot('/components', form.components);
};

/** One step up or down through all places, into and out of whatever holds components. */
export const step = (form: FormDefinition, pointer: string, by: -1 | 1): Edited | undefined => {
  const here = placeOf(pointer);
  const places = placesOf(form, pointer);
  const at = places.findIndex(({ slot, index }) => slot === here.slot && index === here.index);
  const target = places[by < 0 ? at - 1 : at + 2];
  return target && moveTo(form, pointer, target);
};

/** Keys of a form in small letters: columns of a database do not tell capitals from them. */
export const takenKeys = (form: FormDefinition, but?: Component): Set<string> =>
  new Set(treeOf(form).nodes.flatMap(({ key, component }) => (component === but ? [] : [key.toLowerCase()])));

export const freshKey = (stem: string, taken: ReadonlySet<string>): string => {
  for (let number = 1; ; number += 1) if (!taken.has(`${stem}${number}`.toLowerCase())) return `${stem}${number}`;
};

/** The same component under keys nobody has; conditions among what is copied follow. */
export const copyOf = (form: FormDefinition, pointer: string): Component | undefined => {
  const original = componentAt(form, pointer);
  if (original === undefined) return undefined;
  const taken = takenKeys(form);
  const names = new Map<string, string>();
  for (const { key } of treeOf({ components: [original as { [name: string]: unknown }] }).nodes) {
    const fresh = freshKey(key.replace(/\d+$/, '') || 'field', taken);
    taken.add(fresh.toLowerCase());
    names.set(key, fresh);
  }
  return renamed(original, names) as Component;
};

const renamed = (value: Json, names: ReadonlyMap<string, string>): Json => {
  if (Array.isArray(value)) return value.map((item) => renamed(item, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const isName = name === 'key' || name === 'component' || name === 'when';
      return [name, isName && typeof inner === 'string' ? (names.get(inner) ?? inner) : renamed(inner, names)];
    }),
  );
};
