import { kinds } from '#engine/definition/kinds.ts';
import { schemas } from './schemas.ts';

/** What of JSON Schema the schemas of definitions use. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** A place in a schema with all references followed. */
export interface SchemaNode {
  readonly schema: Schema;
  /** The file its references are relative to. */
  readonly file: string;
  /** The name of the shared definition it was reached by. */
  readonly named?: string;
}

const reference = /^([a-z]+\.schema\.json)?#\/definitions\/([A-Za-z]+)$/;

/** The node of a schema as it stands in a file. @throws RangeError for a reference that leads nowhere */
export const nodeOf = (schema: Schema, file: string, named?: string): SchemaNode => {
  if (schema.$ref === undefined) return { schema, file, ...(named !== undefined && { named }) };
  const [, other, name = ''] = reference.exec(schema.$ref) ?? [];
  const home = other ?? file;
  const found = schemas[home]?.definitions?.[name];
  if (found === undefined) throw new RangeError(`schema reference ${schema.$ref} in ${file}`);
  return nodeOf(found, home, name);
};

/** The schema of a kind; undefined where it has none, as templates have. */
export const schemaOf = (kind: string): SchemaNode | undefined => {
  const file = `${kind}.schema.json`;
  const schema = (kinds as readonly string[]).includes(kind) ? schemas[file] : undefined;
  return schema === undefined ? undefined : { schema, file };
};

/** The members of an object in the order the schema has them. */
export const membersOf = ({ schema, file }: SchemaNode): readonly (readonly [string, SchemaNode])[] =>
  Object.entries(schema.properties ?? {}).map(([name, member]) => [name, nodeOf(member, file)]);

export const itemsOf = ({ schema, file }: SchemaNode): SchemaNode => nodeOf(schema.items ?? {}, file);

/** What each value of a map is; undefined where the object is no map. */
export const valuesOf = ({ schema, file }: SchemaNode): SchemaNode | undefined =>
  typeof schema.additionalProperties === 'object' ? nodeOf(schema.additionalProperties, file) : undefined;

export const variantsOf = ({ schema, file }: SchemaNode): readonly SchemaNode[] =>
  (schema.anyOf ?? []).map((one) => nodeOf(one, file));

export type Shape =
  | 'title'
  | 'condition'
  | 'date'
  | 'union'
  | 'choice'
  | 'list'
  | 'object'
  | 'map'
  | 'text'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'free';

const named: Readonly<Record<string, Shape>> = { title: 'title', condition: 'condition', date: 'date' };
const typed: Readonly<Record<string, Shape>> = {
  array: 'list',
  string: 'text',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
};

/** Which boxes a node is edited with. */
export const shapeOf = (node: SchemaNode): Shape => {
  const { schema } = node;
  const known = named[node.named ?? ''];
  if (known !== undefined) return known;
  if (schema.anyOf !== undefined) return 'union';
  if (schema.enum !== undefined) return 'choice';
  if (typeof schema.type !== 'string') return 'free';
  if (schema.type !== 'object') return typed[schema.type] ?? 'free';
  if (schema.properties !== undefined) return 'object';
  return valuesOf(node) === undefined ? 'free' : 'map';
};
