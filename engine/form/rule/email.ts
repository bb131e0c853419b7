import type { RuleOf } from './rule.ts';

// The expression of @formio/core 2.8.3 (validateEmail.js), so that page and server agree. Its parts exclude the
// characters that separate them, so it does not backtrack beyond one pass.
const shape =
  /^(([^<>()[\]\\.,;:\s@"]+(\.[^<>()[\]\\.,;:\s@"]+)*)|(".+"))@((\[[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}])|(([a-zA-Z\-0-9]+\.)+[a-zA-Z]{2,}))$/;
const longest = 320;

export const emailRule: RuleOf = (component) => {
  if (component.type !== 'email') return undefined;
  return (value, { sink }) => {
    if (typeof value === 'string' && (value.length > longest || !shape.test(value))) sink.fail('email');
  };
};
