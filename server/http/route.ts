import type { Context as KoaContext } from 'koa';
import type { Context } from '#server/command/context.ts';
import type { Language } from './language.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a handler is given: who asks (in the context), and what. */
export interface Request {
  readonly context: Context;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  /** The Idempotency-Key, already demanded where the route needs one. */
  readonly key: string;
  readonly language: Language;
  /** Only for streams and cookies. */
  readonly koa: KoaContext;
}

export interface Answer {
  readonly status?: number;
  readonly body?: unknown;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One operation of the HTTP contract, as code and as documentation: OpenAPI is made from these. */
export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'delete' | 'patch' | 'head' | 'options';
  /** Below `/api`, with `:name` parameters. */
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  /** Answers without a signed-in actor. */
  readonly public?: true;
  /** A write that needs no Idempotency-Key: session, previews, uploads, stash. */
  readonly exempt?: true;
  readonly body?: JsonSchema;
  /** The body may have 8 MiB instead of one; only where `path` names no parameter. */
  readonly largeBody?: true;
  readonly query?: Readonly<Record<string, JsonSchema>>;
  /** Status → schema of the body; a string is the media type of a body that is not JSON; null is no body. */
  readonly answers: Readonly<Record<number, JsonSchema | string | null>>;
  readonly handle: (request: Request) => Promise<Answer>;
}

export const text: JsonSchema = { type: 'string' };
export const integer: JsonSchema = { type: 'integer' };
export const flag: JsonSchema = { type: 'boolean' };
export const anything: JsonSchema = {};
export const nullable = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] });
export const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
export const object = (
  properties: Record<string, JsonSchema>,
  required: readonly string[] = Object.keys(properties),
): JsonSchema => ({
  type: 'object',
  properties,
  required: [...required],
});
/** An object of the request: members not named are refused. */
export const input = (properties: Record<string, JsonSchema>, required: readonly string[] = []): JsonSchema => ({
  ...object(properties, required),
  additionalProperties: false,
});
export const map = (schema: JsonSchema): JsonSchema => ({ type: 'object', additionalProperties: schema });
export const title: JsonSchema = object({ zh: text, en: text }, ['zh']);
export const issue: JsonSchema = object({ path: text, code: text, params: anything, message: text }, [
  'path',
  'code',
  'message',
]);
