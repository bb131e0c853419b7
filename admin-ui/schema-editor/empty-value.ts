import { itemsOf, membersOf, nodeOf, type SchemaNode, shapeOf, variantsOf } from './schema-node.ts';

/** A value as it is when somebody adds it: what is required is there, empty or the first that may be chosen. */
export const emptyValue = (node: SchemaNode): unknown => {
  const { schema } = node;
  if (schema.const !== undefined) return schema.const;
  switch (shapeOf(node)) {
    case 'title':
      return { zh: '' };
    case 'condition':
      return { fact: '$state', operator: 'exists' };
    case 'union':
      return emptyValue(variantsOf(node)[0] ?? { schema: {}, file: node.file });
    case 'choice':
      return schema.enum?.[0];
    case 'list':
      return (schema.minItems ?? 0) > 0 ? [emptyValue(itemsOf(node))] : [];
    case 'object':
      return requiredOf(node);
    case 'map':
      return {};
    case 'integer':
    case 'number':
      return schema.minimum ?? 0;
    case 'boolean':
      return true;
    default:
      return schema.type === 'object' ? {} : '';
  }
};

const requiredOf = (node: SchemaNode): Readonly<Record<string, unknown>> => {
  const required = node.schema.required ?? [];
  const members = membersOf(node).filter(([name]) => required.includes(name));
  return Object.fromEntries(members.map(([name, member]) => [name, emptyValue(member)]));
};

/** The variant of a union a value is of: one that names it before one it has the type of; the first where it is of none. */
export const variantOf = (node: SchemaNode, value: unknown): number => {
  const variants = variantsOf(node);
  const named = variants.findIndex(({ schema }) => schema.const === value || schema.enum?.includes(value) === true);
  if (named >= 0) return named;
  return Math.max(
    0,
    variants.findIndex((variant) => fits(variant, value)),
  );
};

const fits = (node: SchemaNode, value: unknown): boolean => {
  const { schema } = node;
  if (schema.const !== undefined) return value === schema.const;
  if (schema.enum !== undefined) return schema.enum.includes(value);
  if (schema.anyOf !== undefined) return variantsOf(node).some((variant) => fits(variant, value));
  const types = typeof schema.type === 'string' ? [schema.type] : schema.type;
  if (types !== undefined && !types.includes(typeNameOf(value, types))) return false;
  return typeof value !== 'object' || value === null || Array.isArray(value) || fitsObject(node, value);
};

const fitsObject = (node: SchemaNode, value: object): boolean => {
  const { schema, file } = node;
  if (schema.properties === undefined) return true;
  const members = Object.entries(value);
  const known = members.every(([name]) => Object.hasOwn(schema.properties ?? {}, name));
  const complete = (schema.required ?? []).every((name) => Object.hasOwn(value, name));
  return (
    known &&
    complete &&
    members.every(([name, member]) => {
      const own = nodeOf(schema.properties?.[name] ?? {}, file);
      return own.schema.enum === undefined || fits(own, member);
    })
  );
};

const typeNameOf = (value: unknown, asked: readonly string[]): string => {
  if (Array.isArray(value)) return 'array';
  if (Number.isInteger(value) && asked.includes('integer')) return 'integer';
  return typeof value;
};
