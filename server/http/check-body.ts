import { Ajv, type ValidateFunction } from 'ajv';
import { problem } from '#engine/problem.ts';
import type { Route } from './route.ts';

const ajv = new Ajv({ allErrors: true, strict: false });
const compiled = new WeakMap<Route, ValidateFunction>();

const validatorOf = (route: Route): ValidateFunction => {
  const known = compiled.get(route);
  if (known) return known;
  const made = ajv.compile(route.body ?? {});
  compiled.set(route, made);
  return made;
};

/** Refuses a request body that is not of the route's shape, naming each place. */
export const checkBody = (route: Route, body: unknown): void => {
  const validate = validatorOf(route);
  if (validate(body)) return;
  const issues = (validate.errors ?? []).map((fault) => ({
    path:
      fault.keyword === 'additionalProperties'
        ? `${fault.instancePath}/${fault.params.additionalProperty}`
        : fault.instancePath,
    code: `body.${fault.keyword}`,
    params: { ...fault.params },
  }));
  throw problem('invalid-input', { issues });
};
