import { canonicalJson, getPath } from '#engine/json.ts';
import { Problem } from '#engine/problem.ts';
import { actOnRecord } from './command/act-on-record.ts';
import { type Context, machine } from './command/context.ts';
import { createRecord } from './command/create-record.ts';
import { issueDocument } from './command/issue-document.ts';
import { prepareDocument } from './command/prepare-document.ts';
import { renderDocument } from './command/render-document.ts';
import { saveRecord } from './command/save-record.ts';
import { pumpExchange } from './exchange/pump.ts';
import { loadActor } from './query/load-actor.ts';
import { asJson } from './storage/db.ts';
import { findDocument } from './storage/documents.ts';
import { counterpartsOf } from './storage/exchanges.ts';
import { findAnswer } from './storage/idempotency.ts';
import { childrenOf, findHeader } from './storage/records.ts';

/** One thing somebody does at a moment. `@name` in data stands for the id of what was named so by `as`. */
export interface StoryStep {
  /** Instant. */
  readonly at: string;
  /** Account. */
  readonly actor: string;
  readonly create?: { readonly module: string; readonly data: object; readonly parent?: string; readonly as: string };
  readonly save?: { readonly on: string; readonly form: string; readonly data: object };
  readonly act?: { readonly on: string; readonly action: string; readonly data: object };
  readonly document?: {
    readonly on: string;
    readonly document: string;
    readonly subject?: string;
    readonly as: string;
  };
  readonly issue?: { readonly document: string };
  /** Names the receipt of an order at an organization. */
  readonly receipt?: { readonly order: string; readonly organization: string; readonly as: string };
  /** Names a child record that a command made by itself. */
  readonly find?: { readonly module: string; readonly parent: string; readonly where: object; readonly as: string };
}

/** What a story has named so far. */
export type Names = Readonly<Record<string, string>>;

type Data = Readonly<Record<string, unknown>>;

interface Scene {
  readonly context: Context;
  readonly names: Names;
  /** One for each step of each story, so that a step that is played again has no second effect. */
  readonly key: string;
}

const idOf = (names: Names, name: string): string => {
  const id = names[name];
  if (id === undefined) throw new Error(`nothing is called ${name}`);
  return id;
};

const resolve = (names: Names, value: unknown): unknown => {
  if (typeof value === 'string') return value.startsWith('@') ? idOf(names, value.slice(1)) : value;
  if (Array.isArray(value)) return value.map((item) => resolve(names, item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolve(names, inner)]));
};

const placeOf = async ({ context, names }: Scene, name: string) => {
  const header = await findHeader(context.storage.read, idOf(names, name));
  if (header === undefined) throw new Error(`${name} is not there any more`);
  return { module: header.module, id: header.id, version: Number(header.version) };
};

/** The answer a step was given when it was played before. */
const answered = async <T>({ context, key }: Scene, route: string): Promise<T | undefined> => {
  const row = await findAnswer(context.storage.read, { actor: context.actor.id, route, key });
  return row && asJson<T>(row.reference);
};

const create = async (scene: Scene, { module, data, parent, as }: NonNullable<StoryStep['create']>): Promise<Names> => {
  const { context, names, key } = scene;
  const input = { module, data: resolve(names, data) as Data, idempotencyKey: key };
  const { id } =
    (await answered<{ id: string }>(scene, 'create-record')) ??
    (await createRecord(context, parent === undefined ? input : { ...input, parent: idOf(names, parent) }));
  return { [as]: id };
};

const save = async (scene: Scene, { on, form, data }: NonNullable<StoryStep['save']>): Promise<Names> => {
  if ((await answered(scene, 'save-record')) !== undefined) return {};
  const sent = resolve(scene.names, data) as Data;
  await saveRecord(scene.context, { ...(await placeOf(scene, on)), form, data: sent, idempotencyKey: scene.key });
  return {};
};

const act = async (scene: Scene, { on, action, data }: NonNullable<StoryStep['act']>): Promise<Names> => {
  if ((await answered(scene, 'act-on-record')) !== undefined) return {};
  const sent = resolve(scene.names, data) as Data;
  await actOnRecord(scene.context, { ...(await placeOf(scene, on)), action, data: sent, idempotencyKey: scene.key });
  // What the act told others arrives at its own moment.
  await pumpExchange({ ...scene.context, actor: machine });
  return {};
};

const prepare = async (scene: Scene, step: NonNullable<StoryStep['document']>): Promise<Names> => {
  const { context, names, key } = scene;
  const { module, id } = await placeOf(scene, step.on);
  const input = { module, id, document: step.document, data: {}, idempotencyKey: key };
  const made =
    (await answered<{ id: string }>(scene, 'prepare-document')) ??
    (await prepareDocument(
      context,
      step.subject === undefined ? input : { ...input, subject: idOf(names, step.subject) },
    ));
  return { [step.as]: made.id };
};

/** Prints at once, so that the document is issued at the moment of the step; the queue may have been faster. */
const issue = async (scene: Scene, { document }: NonNullable<StoryStep['issue']>): Promise<Names> => {
  const { context, names, key } = scene;
  const id = idOf(names, document);
  const state = async () => (await findDocument(context.storage.read, id))?.state;
  if ((await state()) === 'draft') await issueDocument(context, { id, idempotencyKey: key });
  await renderDocument(context, { id }).catch(async (error: unknown) => {
    if ((await state()) !== 'issued') throw error;
  });
  return {};
};

const find = async ({ context, names }: Scene, wanted: NonNullable<StoryStep['find']>): Promise<Names> => {
  const rows = await childrenOf(context.storage.read, wanted.module, idOf(names, wanted.parent));
  const fits = (data: unknown) =>
    Object.entries(wanted.where).every(
      ([path, value]) => canonicalJson(getPath(data, path) ?? null) === canonicalJson(value),
    );
  const found = rows.findLast(({ data }) => fits(asJson(data)));
  if (found === undefined) throw new Error(`no such ${wanted.module}`);
  return { [wanted.as]: found.id };
};

const receipt = async ({ context, names }: Scene, wanted: NonNullable<StoryStep['receipt']>): Promise<Names> => {
  const rows = await counterpartsOf(context.storage.read, idOf(names, wanted.order));
  const found = rows.findLast(({ organization }) => organization === wanted.organization);
  if (found === undefined) throw new Error(`${wanted.organization} was not asked`);
  return { [wanted.as]: found.remote_id };
};

/**
 * Plays one step through the command a person would use, and gives what it named. A step played before is not done again.
 * @throws Problem what the command refuses
 */
export const playStep = async (
  context: Context,
  step: StoryStep,
  { names, key }: Omit<Scene, 'context'>,
): Promise<Names> => {
  const actor = await loadActor(context.storage.read, step.actor, step.at);
  if (actor === undefined) throw new Error(`no account ${step.actor}`);
  const services = { ...context.services, wake: () => undefined };
  const scene = { context: { ...context, actor, now: step.at, services }, names, key };
  if (step.create) return await create(scene, step.create);
  if (step.save) return await save(scene, step.save);
  if (step.act) return await act(scene, step.act);
  if (step.document) return await prepare(scene, step.document);
  if (step.issue) return await issue(scene, step.issue);
  if (step.receipt) return await receipt(scene, step.receipt);
  return step.find === undefined ? {} : await find(scene, step.find);
};

/** Whether a step failed only because nothing can be printed now. */
export const mayPass = (error: unknown): boolean => error instanceof Problem && error.slug === 'not-available';
