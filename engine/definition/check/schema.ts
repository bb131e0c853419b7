import type { ErrorObject, ValidateFunction } from 'ajv';
import type { Issue } from '../../issue.ts';
import { pointer } from '../../issue.ts';
import * as validators from '../../schema/validators.gen.js';
import type { Kind } from '../kinds.ts';
import { meant } from './meant.ts';
import { chooseBranches } from './schema-branches.ts';
import { allowedMembers, alternativesAt } from './schema-lookup.ts';

const byKind = new Map<string, ValidateFunction<unknown>>(Object.entries(validators));

/** The faults of a value against the JSON Schema of its kind, at most twenty, each saying what would be right. */
export const validateShape = (kind: Kind, value: unknown): Issue[] => {
  const validate = byKind.get(kind);
  if (validate === undefined || validate(value)) return [];
  return chooseBranches(validate.errors ?? [])
    .slice(0, 20)
    .map((error) => issueOf(kind, error));
};

const issueOf = (kind: Kind, error: ErrorObject): Issue => {
  const params = error.params as Record<string, unknown>;
  const at = error.instancePath;
  switch (error.keyword) {
    case 'required':
      return { path: at, code: 'schema-required', params: { name: params.missingProperty } };
    case 'additionalProperties':
      return {
        path: at + pointer(String(params.additionalProperty)),
        code: 'schema-unknown-member',
        params: {
          name: params.additionalProperty,
          right: meant(String(params.additionalProperty), allowedMembers(kind, error.schemaPath)),
        },
      };
    case 'enum':
      return { path: at, code: 'schema-choice', params: { right: listed(params.allowedValues) } };
    case 'const':
      return { path: at, code: 'schema-choice', params: { right: String(params.allowedValue) } };
    case 'type':
      return { path: at, code: 'schema-type', params: { right: listed(params.type) } };
    case 'pattern':
      return { path: at, code: 'schema-pattern', params: { right: params.pattern } };
    case 'anyOf':
      return { path: at, code: 'schema-form', params: { right: listed(alternativesAt(kind, error.schemaPath)) } };
    default:
      return {
        path: at,
        code: 'schema-limit',
        params: { right: `${error.keyword} ${String(params.limit ?? '')}`.trim() },
      };
  }
};

const listed = (values: unknown): string => (Array.isArray(values) ? values.join(', ') : String(values));
