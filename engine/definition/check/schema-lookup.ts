import { isObject } from '../../json.ts';
import aggregate from '../../schema/aggregate.schema.json' with { type: 'json' };
import calendar from '../../schema/calendar.schema.json' with { type: 'json' };
import codes from '../../schema/codes.schema.json' with { type: 'json' };
import common from '../../schema/common.schema.json' with { type: 'json' };
import dashboard from '../../schema/dashboard.schema.json' with { type: 'json' };
import deadline from '../../schema/deadline.schema.json' with { type: 'json' };
import document from '../../schema/document.schema.json' with { type: 'json' };
import dossier from '../../schema/dossier.schema.json' with { type: 'json' };
import exchange from '../../schema/exchange.schema.json' with { type: 'json' };
import form from '../../schema/form.schema.json' with { type: 'json' };
import golden from '../../schema/golden.schema.json' with { type: 'json' };
import importSchema from '../../schema/import.schema.json' with { type: 'json' };
import level from '../../schema/level.schema.json' with { type: 'json' };
import module from '../../schema/module.schema.json' with { type: 'json' };
import numbering from '../../schema/numbering.schema.json' with { type: 'json' };
import parameter from '../../schema/parameter.schema.json' with { type: 'json' };
import post from '../../schema/post.schema.json' with { type: 'json' };
import regime from '../../schema/regime.schema.json' with { type: 'json' };
import region from '../../schema/region.schema.json' with { type: 'json' };
import report from '../../schema/report.schema.json' with { type: 'json' };
import role from '../../schema/role.schema.json' with { type: 'json' };
import ruleset from '../../schema/ruleset.schema.json' with { type: 'json' };
import view from '../../schema/view.schema.json' with { type: 'json' };
import workflow from '../../schema/workflow.schema.json' with { type: 'json' };
import type { Kind } from '../kinds.ts';

const schemas: Readonly<Record<Kind, unknown>> = {
  aggregate,
  calendar,
  codes,
  dashboard,
  deadline,
  document,
  dossier,
  exchange,
  form,
  golden,
  import: importSchema,
  level,
  module,
  numbering,
  parameter,
  post,
  regime,
  region,
  report,
  role,
  ruleset,
  view,
  workflow,
};

/** The schema object that holds the keyword a validator's `schemaPath` points to. */
const holderOf = (kind: Kind, schemaPath: string): Record<string, unknown> => {
  const [file = '', place = ''] = schemaPath.split('#');
  let at: unknown = file === '' ? schemas[kind] : common;
  for (const segment of place.split('/').slice(1, -1)) {
    const name = decodeURIComponent(segment).replaceAll('~1', '/').replaceAll('~0', '~');
    at = isObject(at) || Array.isArray(at) ? (at as Record<string, unknown>)[name] : undefined;
  }
  return isObject(at) ? at : {};
};

/** The members an object may have at the place of an `additionalProperties` error. */
export const allowedMembers = (kind: Kind, schemaPath: string): readonly string[] => {
  const { properties } = holderOf(kind, schemaPath);
  return isObject(properties) ? Object.keys(properties) : [];
};

/** The alternatives at the place of an `anyOf` error, each by the members it needs. */
export const alternativesAt = (kind: Kind, schemaPath: string): readonly string[] => {
  const { anyOf } = holderOf(kind, schemaPath);
  const branches: unknown[] = Array.isArray(anyOf) ? anyOf : [];
  return branches.filter(isObject).map((branch) => (Array.isArray(branch.required) ? branch.required.join(' + ') : ''));
};
