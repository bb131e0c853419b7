import type { HttpHost } from './host.ts';
import { anything, integer, issue, type JsonSchema, list, object, type Route, text } from './route.ts';

const problemSchema: JsonSchema = object(
  { type: text, title: text, status: integer, instance: text, issues: list(issue) },
  ['type', 'title', 'status'],
);

const parameters = (route: Route) => [
  ...[...route.path.matchAll(/:([A-Za-z]+)/g)].map((match) => ({
    name: match[1],
    in: 'path',
    required: true,
    schema: text,
  })),
  ...Object.entries(route.query ?? {}).map(([name, schema]) => ({ name, in: 'query', required: false, schema })),
  ...(['post', 'put', 'delete', 'patch'].includes(route.method) && !route.exempt
    ? [{ name: 'Idempotency-Key', in: 'header', required: true, schema: text }]
    : []),
];

const content = (schema: JsonSchema | string | null) => {
  if (schema === null) return {};
  return typeof schema === 'string'
    ? { content: { [schema]: { schema: { type: 'string', format: 'binary' } } } }
    : { content: { 'application/json': { schema } } };
};

const operation = (route: Route) => ({
  operationId: route.id,
  summary: route.summary,
  security: route.public ? [] : [{ cookie: [] }, { token: [] }],
  parameters: parameters(route),
  ...(route.body && { requestBody: { required: true, content: { 'application/json': { schema: route.body } } } }),
  responses: {
    ...Object.fromEntries(
      Object.entries(route.answers).map(([status, schema]) => [
        status,
        { description: route.summary, ...content(schema) },
      ]),
    ),
    default: {
      description: 'A refusal (RFC 9457)',
      content: { 'application/problem+json': { schema: problemSchema } },
    },
  },
});

/** The description of every route, and of the fields of every module as the definitions in force declare them. */
const describeApi = (routes: readonly Route[], modules: Readonly<Record<string, JsonSchema>>): JsonSchema => {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = `/api${route.path.replaceAll(/:([A-Za-z]+)/g, '{$1}')}`;
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Zhifa', version: '1' },
    paths,
    components: {
      schemas: modules,
      securitySchemes: {
        cookie: { type: 'apiKey', in: 'cookie', name: 'zhifa_session' },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
  };
};

const types: Record<string, JsonSchema> = {
  text,
  date: { type: 'string', format: 'date' },
  instant: { type: 'string', format: 'date-time' },
  integer,
  money: { type: 'integer', description: 'fen' },
  decimal: text,
  boolean: { type: 'boolean' },
  codes: list(text),
  users: list(text),
  files: list(anything),
  rows: list(anything),
};

export const openApi = (routes: readonly Route[], _host: HttpHost): Route => ({
  method: 'get',
  path: '/openapi.json',
  id: 'describeApi',
  summary: 'This description',
  public: true,
  answers: { 200: anything },
  handle: async ({ context }) => {
    const modules: Record<string, JsonSchema> = {};
    for (const key of context.catalog.definitions.module.keys()) {
      const fields = [...context.catalog.module(key).fields];
      modules[key] = {
        type: 'object',
        properties: Object.fromEntries(
          fields.map(([path, field]) => [path, { ...(types[field.type] ?? text), title: field.title.zh }]),
        ),
      };
    }
    return { body: describeApi(routes, modules) };
  },
});
