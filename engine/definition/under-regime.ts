import type { Json } from '../json.ts';
import { isObject } from '../json.ts';
import type { FormDefinition, Title } from '../schema/types.gen.ts';

interface Titled {
  readonly title: Title;
  readonly titles?: Readonly<Record<string, Title>>;
}

/** What a thing is called under a regime. */
export const titleUnder = ({ title, titles }: Titled, regime: string | null): Title =>
  (regime === null ? undefined : titles?.[regime]) ?? title;

/** A form with the words of a regime: its own title, and the labels of the components that have another one there. */
export const formUnder = (form: FormDefinition, regime: string | null): FormDefinition => ({
  ...form,
  title: titleUnder(form, regime),
  components: form.components.map((component) => relabelled(component as Json, regime)) as FormDefinition['components'],
});

const relabelled = (value: Json, regime: string | null): Json => {
  if (Array.isArray(value)) return value.map((item) => relabelled(item, regime));
  if (!isObject(value)) return value;
  const inner = Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, parts.has(key) ? relabelled(member as Json, regime) : member]),
  ) as { [key: string]: Json };
  const { meta } = value;
  const titles = isObject(meta) ? meta.titles : undefined;
  const title = regime !== null && isObject(titles) ? titles[regime] : undefined;
  if (!isObject(title) || !isObject(meta)) return inner;
  return {
    ...inner,
    label: title.zh as Json,
    ...('title' in inner && { title: title.zh as Json }),
    meta: { ...meta, title } as Json,
  };
};

const parts: ReadonlySet<string> = new Set(['components', 'columns']);
