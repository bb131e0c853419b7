import { readFileSync } from 'node:fs';
import { formatDefinition } from '#engine/definition/canonical.ts';
import { type AnyDefinition, pathOf } from '#engine/definition/kinds.ts';
import { level, post } from './definition-words.ts';
import { exchange } from './stock/exchange.ts';
import { guides } from './stock/guides.ts';
import { order } from './stock/order.ts';
import { plan } from './stock/plan.ts';
import { receipt } from './stock/receipt.ts';
import { title } from './stock/words.ts';

const staff = {
  module: '*',
  operations: ['read', 'create', 'update', 'delete', 'act', 'files'],
  scope: 'subtree',
};

const platform = [
  level('head', 1),
  level('branch', 2),
  level('corner', 3),
  post('desk'),
  post('head'),
  { kind: 'regime', key: 'only', module: 'platform', title: title('Only'), from: '2000-01-01', default: true },
  { kind: 'role', key: 'staff', module: 'platform', title: title('Staff'), grants: [staff] },
  {
    kind: 'role',
    key: 'operator',
    module: 'platform',
    title: title('Operator'),
    grants: [staff],
    system: ['operations'],
  },
  {
    kind: 'codes',
    key: 'urgency',
    module: 'platform',
    title: title('Urgency'),
    items: [
      { code: 'high', title: title('High') },
      { code: 'normal', title: title('Normal') },
    ],
  },
  JSON.parse(readFileSync(new URL('../../definitions/platform/calendars/cn.json', import.meta.url), 'utf8')),
];

/** A pack of another trade in which offices ask those below them: a library's head office wants the stock counted. */
export const stockPack = (): Map<string, string> =>
  new Map(
    [...platform, ...plan, ...order, ...receipt, ...exchange, ...guides].map((definition): [string, string] => [
      pathOf(definition.kind as AnyDefinition['kind'], definition.key, definition.module),
      formatDefinition(definition),
    ]),
  );
