import { toMilliseconds } from '#engine/time.ts';
import { appendCustody, type NewCustody } from '../../storage/custody.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Context } from '../context.ts';
import { runCommand } from '../run-command.ts';
import type { Unit } from '../unit.ts';

/** What somebody did with a file, a paper, or (an overview) with all files of a record. */
export interface Handled extends Pick<NewCustody, 'item' | 'kind' | 'action'> {
  readonly record: { readonly id: string; readonly root_id: string; readonly organization: string };
  /** What was handed out where it was not the whole original. */
  readonly how?: string;
}

/** A line of the custody log inside a command. */
export const noteHandled = ({ db, context }: Pick<Unit, 'db' | 'context'>, handled: Handled): Promise<void> => {
  const { record, how, ...what } = handled;
  return appendCustody(db, {
    ...what,
    record_id: record.id,
    root_id: record.root_id,
    organization: record.organization,
    how: how ?? null,
    actor: context.actor.id,
    at: context.now,
    request_id: context.requestId,
    address: context.origin?.address ?? '',
    agent: context.origin?.agent ?? '',
  });
};

/** A person who goes back and forth in a film, or between the pictures of a gallery, looks once in this time. */
const lookLength = 10 * 60_000;
const kept = 20_000;
type Looks = Map<string, { readonly at: string; readonly told: Promise<void> }>;
const looks = new WeakMap<Storage, Looks>();

/** Tells one line before anything is handed out. It stands in the log when this ends. */
export const tellHandled = (context: Context, handled: Handled): Promise<void> =>
  runCommand(context, { route: 'custody', body: null }, (unit) => noteHandled(unit, handled));

/**
 * The same for what is read in parts or over and over: one line for a person, an item and what he does with it, in ten
 * minutes. It is remembered in the process alone, so the log may have a line more and never one less.
 */
export const tellLook = async (context: Context, handled: Handled): Promise<void> => {
  const seen: Looks = looks.get(context.storage) ?? new Map();
  looks.set(context.storage, seen);
  const key = [context.actor.id, handled.item, handled.action, handled.how ?? '', context.origin?.address ?? ''].join(
    '\n',
  );
  const last = seen.get(key);
  const past = last === undefined ? -1 : toMilliseconds(context.now) - toMilliseconds(last.at);
  if (last !== undefined && past >= 0 && past < lookLength) return await last.told;
  if (seen.size >= kept) seen.clear();
  const told = tellHandled(context, handled);
  seen.set(key, { at: context.now, told });
  try {
    await told;
  } catch (error) {
    seen.delete(key);
    throw error;
  }
};
