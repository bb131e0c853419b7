import { type FormNode, treeOf } from '#engine/form/tree.ts';
import { pointer } from '#engine/issue.ts';
import { isObject } from '#engine/json.ts';
import type { SeededRandom } from './seeded-random.ts';

type Data = Record<string, unknown>;

/** A fault that only our validator names: where, how, and the data in which the oracle does not meet it. */
export interface Planted {
  readonly data: Data;
  readonly forOracle: Data;
  readonly path: string;
  readonly code: string;
}

interface Place {
  readonly keys: readonly (string | number)[];
  readonly node: FormNode;
}

/** Puts one fault of the list of deliberate differences into data, or gives undefined where the form has no place for it. */
export const plantFault = (
  form: { components: readonly Data[] },
  clean: Data,
  random: SeededRandom,
): Planted | undefined => {
  const data = structuredClone(clean);
  const forOracle = structuredClone(clean);
  if (random.chance(0.4)) return plantKey(data, forOracle, random);
  const places = leavesOf(treeOf(form).roots, data, []).filter(({ node }) => isAlwaysShown(node));
  if (places.length === 0) return undefined;
  const { keys, node } = random.pick(places);
  const [value, code] = faultOf(node, random);
  if (code === undefined) return undefined;
  put(data, keys, value);
  // A day that does not exist is one to core (JavaScript moves it on), so it may stay.
  put(forOracle, keys, code === 'date' ? value : null);
  return { data, forOracle, path: pointer(...keys), code };
};

const strangeKeys = [
  ['strange', 'unknownKey'],
  ['constructor', 'forbiddenKey'],
  ['prototype', 'forbiddenKey'],
  ['__proto__', 'forbiddenKey'],
] as const;

const plantKey = (data: Data, forOracle: Data, random: SeededRandom): Planted => {
  const [key, code] = random.pick(strangeKeys);
  const holders = objectsOf(data, []);
  const { object, keys } = random.pick(holders);
  Object.defineProperty(object, key, { value: { deep: 1 }, enumerable: true, configurable: true, writable: true });
  return { data, forOracle, path: pointer(...keys, key), code };
};

const objectsOf = (
  object: Data,
  keys: readonly (string | number)[],
): { object: Data; keys: readonly (string | number)[] }[] => {
  const found = [{ object, keys }];
  for (const [key, value] of Object.entries(object)) {
    const isRows = Array.isArray(value) && value.length > 0 && value.every((row) => isObject(row) && !('id' in row));
    if (isRows)
      for (const [index, row] of value.entries()) found.push(...objectsOf(row as Data, [...keys, key, index]));
  }
  return found;
};

const leavesOf = (nodes: readonly FormNode[], data: Data, keys: readonly (string | number)[]): Place[] =>
  nodes.flatMap((node): Place[] => {
    const value = data[node.key];
    if (node.role === 'layout') return leavesOf(node.children, data, keys);
    if (node.role === 'leaf') return [{ keys: [...keys, node.key], node }];
    if (node.role === 'object') return isObject(value) ? leavesOf(node.children, value, [...keys, node.key]) : [];
    const rows = Array.isArray(value) ? value.filter(isObject) : [];
    return rows.flatMap((row, index) => leavesOf(node.children, row, [...keys, node.key, index]));
  });

const isAlwaysShown = (node: FormNode): boolean => {
  if (node.component.calculateValue !== undefined) return false;
  if (node.component.conditional !== undefined || node.component.hidden === true) return false;
  return node.parent === undefined || isAlwaysShown(node.parent);
};

const textual = new Set(['textfield', 'textarea', 'phoneNumber', 'email']);

const faultOf = ({ type, component }: FormNode, random: SeededRandom): [value: unknown, code?: string] => {
  if (component.multiple === true) return ['alone', 'type'];
  if (random.chance(0.5)) {
    if (textual.has(type)) return ['bell\u0007', 'control'];
    if (type === 'datetime')
      return component.enableTime === false ? ['2026-02-30', 'date'] : ['2026-02-30T00:00:00Z', 'date'];
    if (type === 'money') return [0.5, 'type'];
  }
  return [type === 'attachment' ? 'alone' : [['list']], 'type'];
};

const put = (data: Data, keys: readonly (string | number)[], value: unknown): void => {
  const last = keys.at(-1) ?? '';
  let holder = data as Record<string | number, unknown>;
  for (const key of keys.slice(0, -1)) holder = holder[key] as Record<string | number, unknown>;
  holder[last] = value;
};
