import { isObject } from '#engine/json.ts';

/** What a value without a schema can be. */
export const freeTypes = ['text', 'number', 'boolean', 'list', 'members', 'none'] as const;
export type FreeType = (typeof freeTypes)[number];

export const freeTypeOf = (value: unknown): FreeType => {
  if (Array.isArray(value)) return 'list';
  if (isObject(value)) return 'members';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  return value === null ? 'none' : 'text';
};

/** The value as another type, as far as it can be kept. */
export const asFreeType = (value: unknown, type: FreeType): unknown => {
  const plain = typeof value === 'object' ? '' : String(value ?? '');
  switch (type) {
    case 'text':
      return plain;
    case 'number':
      return Number.isFinite(Number(plain)) ? Number(plain) : 0;
    case 'boolean':
      return plain === 'true';
    case 'list':
      return plain === '' ? [] : [value];
    case 'members':
      return {};
    default:
      return null;
  }
};
