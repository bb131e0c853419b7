import { fieldsOf } from '#engine/form/fields.ts';
import type { FormDefinition } from '#engine/form/form.ts';
import { canonicalJson, getPath, setPath } from '#engine/json.ts';
import type { Title } from '#engine/schema/types.gen.ts';
import type { Data } from '../answer/records.ts';

export interface Difference {
  readonly path: string;
  readonly title: Title;
  readonly mine: unknown;
  readonly theirs: unknown;
  /** True when both changed it; else only one did, and that one's value is the natural choice. */
  readonly conflict: boolean;
  readonly natural: 'mine' | 'theirs';
}

/** A box that was never ticked, a text or list that is empty and a value that is missing say the same. */
const told = (value: unknown): unknown =>
  value === false || value === '' || (Array.isArray(value) && value.length === 0) ? null : (value ?? null);

const same = (a: unknown, b: unknown): boolean => canonicalJson(told(a)) === canonicalJson(told(b));

/** Field by field, where what I have differs from what is stored by now; `base` is what I started from. */
export const compareData = (form: FormDefinition, base: Data, mine: Data, theirs: Data): Difference[] =>
  fieldsOf(form)
    .filter(({ path }) => !path.includes('*'))
    .flatMap(({ path, title }) => {
      const [was, my, their] = [getPath(base, path), getPath(mine, path), getPath(theirs, path)];
      if (same(my, their)) return [];
      const iChanged = !same(was, my);
      const conflict = iChanged && !same(was, their);
      return [
        { path, title, mine: my, theirs: their, conflict, natural: iChanged ? ('mine' as const) : ('theirs' as const) },
      ];
    });

/** What is saved after choosing: the stored values with mine put in where I chose them. */
export const mergeChosen = (
  theirs: Data,
  differences: readonly Difference[],
  chosen: ReadonlyMap<string, 'mine' | 'theirs'>,
): Data =>
  differences.reduce<Data>(
    (data, { path, mine, natural }) => ((chosen.get(path) ?? natural) === 'mine' ? setPath(data, path, mine) : data),
    theirs,
  );
