import type { Read } from './value.ts';

const idShape = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;

/** The id of a user, organization, region or record; whether it exists and may be seen is asked where data is. */
export const readReference: Read = (value, sink) => {
  if (typeof value !== 'string') return sink.fail('type', { expected: 'reference' });
  if (!idShape.test(value)) sink.fail('type', { expected: 'reference' });
  return value.slice(0, 64);
};
