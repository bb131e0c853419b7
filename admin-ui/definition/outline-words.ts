import type { kinds } from '#engine/definition/kinds.ts';
import { titled } from '../../runtime-ui/words.ts';
import { fieldLabel } from '../catalog/labels.ts';
import type { Pack } from '../catalog/pack.ts';
import { say, sayIfKnown, speech } from '../words.ts';

/** Which words the plain values of a member are said with. */
const families: Readonly<Record<string, string>> = {
  operations: 'operation',
  scope: 'scope',
  system: 'right',
  function: 'aggregate',
  type: 'type',
  groupBy: 'fact',
  sort: 'fact',
  columns: 'fact',
  direction: 'direction',
  level: 'area',
};

/** Members whose plain values are keys of definitions of one kind. */
const kindOf: Readonly<Record<string, (typeof kinds)[number]>> = {
  record: 'module',
  module: 'module',
  parent: 'module',
  children: 'module',
  createForm: 'form',
  form: 'form',
  forms: 'form',
  workflow: 'workflow',
  codes: 'codes',
  post: 'post',
  posts: 'post',
  assigned: 'post',
  calendar: 'calendar',
  parameter: 'parameter',
  numbering: 'numbering',
  regimes: 'regime',
};

const titleOf = (pack: Pack, name: string, key: string): string => {
  const kind = kindOf[name];
  return kind === undefined ? '' : titled(pack.catalog.definitions[kind].get(key)?.title);
};

const fieldOf = (pack: Pack, module: string | undefined, path: string): string => {
  const label = module === undefined ? path : fieldLabel(pack.catalog, module, path, speech());
  return label === path ? '' : label;
};

/** A plain value in words, or undefined where it is an id that only the file knows. `module` owns the fields that are named. */
export const outlineWords = (
  pack: Pack,
  name: string,
  value: string | number | boolean | null,
  module: string | undefined,
): string | undefined => {
  if (typeof value === 'boolean') return say(value ? 'yes' : 'no');
  if (typeof value !== 'string') return String(value ?? '');
  if (/[{}]/.test(value)) return undefined;
  if (!/[A-Za-z]{2}/.test(value)) return value;
  const bare = value.replace(/^-/, '');
  const found =
    sayIfKnown(`${families[name] ?? name}.${bare}`) || titleOf(pack, name, bare) || fieldOf(pack, module, bare);
  if (found === '' || found === undefined) return /[\u3400-\u9fff]/.test(value) ? value : undefined;
  return value === bare ? found : say('outline.descending', { name: found });
};
