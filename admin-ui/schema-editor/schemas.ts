import aggregate from '#engine/schema/aggregate.schema.json' with { type: 'json' };
import calendar from '#engine/schema/calendar.schema.json' with { type: 'json' };
import codes from '#engine/schema/codes.schema.json' with { type: 'json' };
import common from '#engine/schema/common.schema.json' with { type: 'json' };
import dashboard from '#engine/schema/dashboard.schema.json' with { type: 'json' };
import deadline from '#engine/schema/deadline.schema.json' with { type: 'json' };
import document from '#engine/schema/document.schema.json' with { type: 'json' };
import dossier from '#engine/schema/dossier.schema.json' with { type: 'json' };
import exchange from '#engine/schema/exchange.schema.json' with { type: 'json' };
import form from '#engine/schema/form.schema.json' with { type: 'json' };
import golden from '#engine/schema/golden.schema.json' with { type: 'json' };
import imports from '#engine/schema/import.schema.json' with { type: 'json' };
import level from '#engine/schema/level.schema.json' with { type: 'json' };
import module from '#engine/schema/module.schema.json' with { type: 'json' };
import numbering from '#engine/schema/numbering.schema.json' with { type: 'json' };
import parameter from '#engine/schema/parameter.schema.json' with { type: 'json' };
import post from '#engine/schema/post.schema.json' with { type: 'json' };
import regime from '#engine/schema/regime.schema.json' with { type: 'json' };
import region from '#engine/schema/region.schema.json' with { type: 'json' };
import report from '#engine/schema/report.schema.json' with { type: 'json' };
import role from '#engine/schema/role.schema.json' with { type: 'json' };
import ruleset from '#engine/schema/ruleset.schema.json' with { type: 'json' };
import view from '#engine/schema/view.schema.json' with { type: 'json' };
import workflow from '#engine/schema/workflow.schema.json' with { type: 'json' };
import type { Schema } from './schema-node.ts';

const files: Readonly<Record<string, unknown>> = {
  'aggregate.schema.json': aggregate,
  'calendar.schema.json': calendar,
  'codes.schema.json': codes,
  'common.schema.json': common,
  'dashboard.schema.json': dashboard,
  'deadline.schema.json': deadline,
  'document.schema.json': document,
  'dossier.schema.json': dossier,
  'exchange.schema.json': exchange,
  'form.schema.json': form,
  'golden.schema.json': golden,
  'import.schema.json': imports,
  'level.schema.json': level,
  'module.schema.json': module,
  'numbering.schema.json': numbering,
  'parameter.schema.json': parameter,
  'post.schema.json': post,
  'regime.schema.json': regime,
  'region.schema.json': region,
  'report.schema.json': report,
  'role.schema.json': role,
  'ruleset.schema.json': ruleset,
  'view.schema.json': view,
  'workflow.schema.json': workflow,
};

/** The schemas of all kinds by file name, as they lie in the engine. */
export const schemas = files as Readonly<Record<string, Schema>>;
