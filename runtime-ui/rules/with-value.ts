interface Changed {
  readonly key: string;
  readonly value: unknown;
  readonly original: unknown;
}

/** Values tried, with one more; one that is as it was, or nothing, is none. */
export const withValue = (
  values: Readonly<Record<string, unknown>>,
  { key, value, original }: Changed,
): Readonly<Record<string, unknown>> => {
  const { [key]: _old, ...rest } = values;
  return value === null || JSON.stringify(value) === JSON.stringify(original) ? rest : { ...rest, [key]: value };
};
