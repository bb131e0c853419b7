import type { ErrorObject } from 'ajv';

/**
 * Ajv reports the errors of every alternative of an `anyOf`. This keeps those of the alternative that was meant: the one
 * whose fixed values (`type`) fit and that has the fewest faults of its own; inner alternatives first.
 */
export const chooseBranches = (errors: readonly ErrorObject[]): ErrorObject[] => {
  const alternatives = errors
    .filter((error) => error.keyword === 'anyOf')
    .sort((a, b) => b.instancePath.length - a.instancePath.length);
  let kept = [...errors];
  for (const alternative of alternatives) kept = choose(kept, alternative);
  return kept;
};

const choose = (errors: ErrorObject[], alternative: ErrorObject): ErrorObject[] => {
  const branches = new Map<string, ErrorObject[]>();
  const others: ErrorObject[] = [];
  for (const error of errors) {
    const branch = branchOf(error, alternative);
    if (error === alternative) continue;
    if (branch === undefined) others.push(error);
    else branches.set(branch, [...(branches.get(branch) ?? []), error]);
  }
  const ranked = [...branches.values()].map((own) => ({ own, cost: cost(own, alternative) })).sort(byCost);
  const [best, second] = ranked;
  // Faults below the place of the choice tell more than the choice itself.
  const deeper = others.some((error) => error.instancePath.startsWith(`${alternative.instancePath}/`));
  if (best === undefined) return deeper ? others : [...others, alternative];
  if (best.cost >= discriminator)
    return [
      ...others,
      widened(
        best.own,
        ranked.flatMap((branch) => branch.own),
      ),
    ];
  if (second !== undefined && second.cost === best.cost) return deeper ? others : [...others, alternative];
  return [...others, ...best.own];
};

const discriminator = 100;
const byCost = (a: { cost: number }, b: { cost: number }): number => a.cost - b.cost;

/** The branch an error belongs to, when it is about the chosen value itself or its fixed members. */
const branchOf = (error: ErrorObject, alternative: ErrorObject): string | undefined => {
  const prefix = `${alternative.schemaPath}/`;
  if (!error.schemaPath.startsWith(prefix)) return undefined;
  const rest = error.instancePath.slice(alternative.instancePath.length);
  if (!error.instancePath.startsWith(alternative.instancePath) || rest.split('/').length > 2) return undefined;
  return error.schemaPath.slice(prefix.length).split('/')[0];
};

const fixed = (error: ErrorObject): boolean => error.keyword === 'enum' || error.keyword === 'const';

const cost = (own: readonly ErrorObject[], alternative: ErrorObject): number =>
  own.reduce((sum, error) => {
    if (fixed(error) && error.instancePath !== alternative.instancePath) return sum + discriminator;
    return sum + (error.keyword === 'required' ? 2 : 1);
  }, 0);

/** One error about a fixed member, with the values of all alternatives. */
const widened = (own: readonly ErrorObject[], all: readonly ErrorObject[]): ErrorObject => {
  const first = own.find(fixed) as ErrorObject;
  const values = all
    .filter((error) => fixed(error) && error.instancePath === first.instancePath)
    .flatMap((error) => error.params.allowedValues ?? [error.params.allowedValue]);
  return { ...first, keyword: 'enum', params: { allowedValues: [...new Set(values)] } };
};
