import { endOwnWork, readWork } from '#server/command/end-work.ts';
import { cancelRun } from '#server/command/rule/cancel-run.ts';
import { startRun } from '#server/command/rule/start-run.ts';
import { switchRule } from '#server/command/rule/switch-rule.ts';
import { listRuns, readRun } from '#server/query/list-runs.ts';
import {
  readImpactSubjects,
  readImpacts,
  readOneImpactSubject,
  readReleaseImpacts,
} from '#server/query/read-impact.ts';
import { listRules } from '#server/query/rule/list-rules.ts';
import { listSwitches } from '#server/query/rule/list-switches.ts';
import { readStandings } from '#server/query/rule/read-standings.ts';
import { anything, flag, input, integer, list, map, object, type Route, text } from '../route.ts';

export const ruleRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/rules',
    id: 'listRules',
    summary: 'Rule sets over many records, with their facts and the values of their parameters',
    answers: { 200: list(map(anything)) },
    handle: async ({ context }) => ({ body: await listRules(context) }),
  },
  {
    method: 'get',
    path: '/records/:module/:id/standings',
    id: 'readStandings',
    summary: 'What rule sets say now of the subject this record stands for; nothing is stored',
    answers: { 200: list(map(anything)) },
    handle: async ({ context, params }) => ({
      body: await readStandings(context, { module: params.module ?? '', id: params.id ?? '' }),
    }),
  },
  {
    method: 'post',
    path: '/rules/:key/run',
    id: 'runRule',
    summary: 'Have a rule set decide about all its subjects',
    body: input({ asOf: text }),
    answers: { 202: object({ id: text }) },
    handle: async ({ context, params, body, key }) => ({
      status: 202,
      body: await startRun(context, {
        key: params.key ?? '',
        idempotencyKey: key,
        ...(body.asOf !== undefined && { asOf: String(body.asOf) }),
      }),
    }),
  },
  {
    method: 'get',
    path: '/rules/:key/runs',
    id: 'listRuleRuns',
    summary: 'Runs of a rule set, newest first, with their progress, and whether it is switched on',
    answers: { 200: map(anything) },
    handle: async ({ context, params }) => ({ body: await listRuns(context, { key: params.key ?? '' }) }),
  },
  {
    method: 'get',
    path: '/rule-runs/:id',
    id: 'readRuleRun',
    summary: 'One run of a rule set with its progress',
    answers: { 200: map(anything) },
    handle: async ({ context, params }) => ({ body: await readRun(context, { id: params.id ?? '' }) }),
  },
  {
    method: 'post',
    path: '/rule-runs/:id/cancel',
    id: 'cancelRuleRun',
    summary: 'End a run that waits or goes on; what it has carried out stays',
    answers: { 204: null },
    handle: async ({ context, params, key }) => {
      await cancelRun(context, { id: params.id ?? '', idempotencyKey: key });
      return { status: 204 };
    },
  },
  {
    method: 'get',
    path: '/works/:id',
    id: 'readWork',
    summary: 'How far work is that the asker began, in percent',
    answers: { 200: object({ going: flag, percent: integer }) },
    handle: async ({ context, params }) => ({ body: readWork(context, params.id ?? '') }),
  },
  {
    method: 'delete',
    path: '/works/:id',
    id: 'endWork',
    summary: 'End work that the asker began',
    exempt: true,
    answers: { 204: null },
    handle: async ({ context, params }) => {
      endOwnWork(context, params.id ?? '');
      return { status: 204 };
    },
  },
  {
    method: 'get',
    path: '/rule-switches',
    id: 'listSwitches',
    summary:
      'Rule sets that are switched off, as far as the asker reads definitions, operates or was asked to look at them',
    answers: { 200: list(map(anything)) },
    handle: async ({ context }) => ({ body: await listSwitches(context) }),
  },
  {
    method: 'post',
    path: '/rules/:key/switch',
    id: 'switchRule',
    summary: 'Switch a rule set off, or on again',
    body: input({ on: flag, reason: text }, ['on']),
    answers: { 204: null },
    handle: async ({ context, params, body, key }) => {
      const reason = typeof body.reason === 'string' ? { reason: body.reason } : {};
      await switchRule(context, { key: params.key ?? '', on: body.on === true, idempotencyKey: key, ...reason });
      return { status: 204 };
    },
  },
  {
    method: 'get',
    path: '/drafts/:id/impact',
    id: 'readImpacts',
    summary: 'Whom the draft would hit otherwise by rule sets over many records, and how it came out',
    answers: { 200: list(map(anything)) },
    handle: async ({ context, params }) => ({ body: await readImpacts(context, { draft: params.id ?? '' }) }),
  },
  {
    method: 'get',
    path: '/releases/:id/impact',
    id: 'readReleaseImpacts',
    summary: 'Whom a release was to hit otherwise by rule sets over many records, and how it came out',
    answers: { 200: list(map(anything)) },
    handle: async ({ context, params }) => ({ body: await readReleaseImpacts(context, { release: params.id ?? '' }) }),
  },
  {
    method: 'get',
    path: '/rule-impacts/:id/subjects/:line',
    id: 'readImpactSubject',
    summary: 'One subject of an impact with both traces, and the ways to its records',
    answers: { 200: map(anything) },
    handle: async ({ context, params }) => ({
      body: await readOneImpactSubject(context, { id: params.id ?? '', line: Number(params.line) }),
    }),
  },
  {
    method: 'get',
    path: '/rule-impacts/:id/subjects',
    id: 'readImpactSubjects',
    summary: 'The subjects of an impact with both traces, a page of them',
    query: { change: text, organization: text, skip: text, limit: text },
    answers: { 200: map(anything) },
    handle: async ({ context, params, query }) => {
      const [change, organization] = [query.get('change'), query.get('organization')];
      return {
        body: await readImpactSubjects(context, {
          id: params.id ?? '',
          ...(change !== null && { change }),
          ...(organization !== null && { organization }),
          skip: Number(query.get('skip') ?? 0) || 0,
          limit: Number(query.get('limit') ?? 50) || 50,
        }),
      };
    },
  },
];
