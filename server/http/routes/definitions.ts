import { importPack } from '#server/command/import-pack.ts';
import { draftRevert, revertRelease } from '#server/command/revert-release.ts';
import { diffReleases } from '#server/query/diff-releases.ts';
import { exportPack } from '#server/query/export-pack.ts';
import { listReleases } from '#server/query/list-releases.ts';
import { listDefinitions, readDefinition } from '#server/query/read-definition.ts';
import { replayDecision } from '#server/query/replay-decision.ts';
import { simulateRule, simulationRecords } from '#server/query/simulate-rule.ts';
import { anything, flag, input, list, map, type Route, text } from '../route.ts';

export const definitionRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/definitions/:kind',
    id: 'listDefinitions',
    summary: 'Definitions of a kind',
    answers: { 200: list(map(anything)) },
    handle: async ({ context, params }) => ({ body: listDefinitions(context, params.kind ?? '') }),
  },
  {
    method: 'get',
    path: '/definitions/:kind/:key',
    id: 'readDefinition',
    summary: 'One definition in force',
    answers: { 200: map(anything) },
    handle: async ({ context, params }) => ({
      body: readDefinition(context, { kind: params.kind ?? '', key: params.key ?? '' }),
    }),
  },
  {
    method: 'get',
    path: '/releases',
    id: 'listReleases',
    summary: 'Releases, newest first',
    answers: { 200: list(map(anything)) },
    handle: async ({ context }) => ({ body: await listReleases(context) }),
  },
  {
    method: 'get',
    path: '/releases/:id/diff/:other',
    id: 'diffReleases',
    summary: 'What differs between two releases',
    answers: { 200: list(map(anything)) },
    handle: async ({ context, params }) => ({
      body: await diffReleases(context, { from: params.id ?? '', to: params.other ?? '' }),
    }),
  },
  {
    method: 'post',
    path: '/releases/:id/revert',
    id: 'revertRelease',
    summary: 'A new release that takes this one back, or a draft of it',
    body: input({ note: text, draft: flag }),
    answers: { 201: map(anything) },
    handle: async ({ context, params, body, key }) => {
      const revert = { id: params.id ?? '', note: String(body.note ?? ''), idempotencyKey: key };
      return { status: 201, body: await (body.draft === true ? draftRevert : revertRelease)(context, revert) };
    },
  },
  {
    method: 'get',
    path: '/pack.zip',
    id: 'exportPack',
    summary: 'The definitions in force as canonical files',
    answers: { 200: 'application/zip' },
    handle: async ({ context }) => ({
      body: Buffer.from(await exportPack(context)),
      type: 'application/zip',
      headers: { 'Content-Disposition': 'attachment; filename="pack.zip"' },
    }),
  },
  {
    method: 'post',
    path: '/pack',
    id: 'importPack',
    summary: 'Open a draft from a pack (zip as base64)',
    body: input({ zip: text, title: text }, ['zip']),
    largeBody: true,
    answers: { 201: map(anything) },
    handle: async ({ context, body, key }) => ({
      status: 201,
      body: await importPack(context, {
        zip: Buffer.from(String(body.zip), 'base64'),
        title: String(body.title ?? ''),
        idempotencyKey: key,
      }),
    }),
  },
  {
    method: 'get',
    path: '/rules/:key/records',
    id: 'simulationRecords',
    summary: 'Records a rule set can be tried on',
    query: { q: text },
    answers: { 200: list(map(anything)) },
    handle: async ({ context, params, query }) => ({
      body: await simulationRecords(context, { key: params.key ?? '', words: query.get('q') ?? '' }),
    }),
  },
  {
    method: 'post',
    path: '/rules/:key/simulate',
    id: 'simulateRule',
    summary: 'Evaluate a rule set on given facts or on a record',
    exempt: true,
    body: input({
      facts: map(anything),
      record: text,
      input: map(anything),
      draft: text,
      regime: text,
      date: text,
      subject: map(anything),
      each: text,
      parameters: map(anything),
      records: map(map(anything)),
      asOf: text,
    }),
    answers: { 200: map(anything) },
    handle: async ({ context, params, body }) => ({
      body: await simulateRule(context, { key: params.key ?? '', ...body }),
    }),
  },
  {
    method: 'post',
    path: '/decisions/:id/replay',
    id: 'replayDecision',
    summary: 'Evaluate a stored decision again with what it was made from',
    exempt: true,
    answers: { 200: map(anything) },
    handle: async ({ context, params }) => ({ body: await replayDecision(context, { id: params.id ?? '' }) }),
  },
];
