import { addDays, daysBetween, isCivilDate, isInstant, toCivilDate, toDay } from '#engine/time.ts';
import type { Example, Step } from '../jiangzhou/walk.ts';

type Data = Readonly<Record<string, unknown>>;

interface Hint {
  readonly at: string;
  readonly data: Data;
}

/** What people of worked examples filled in, by what they did: `action on module` or `new module`. */
export interface Hints {
  readonly of: (deed: string) => readonly Hint[];
  /** The module of what an example calls by a name. */
  readonly moduleOf: (name: string) => string | undefined;
}

const told = (examples: readonly Example[]): readonly Step[] =>
  examples.flatMap(({ steps, variants }) => [...steps, ...variants.flatMap((variant) => variant.steps)]);

export const hintsOf = (examples: readonly Example[]): Hints => {
  const steps = told(examples).filter(({ refused }) => refused === undefined);
  const modules = new Map<string, string>();
  for (const { create, find } of steps) {
    if (create?.as !== undefined) modules.set(create.as, create.module);
    if (find !== undefined) modules.set(find.as, find.module);
  }
  const hints = new Map<string, Hint[]>();
  for (const { at, act, create, document } of steps) {
    const deed = act
      ? deedOf(act.action, modules.get(act.on) ?? act.on)
      : create
        ? `new ${create.module}`
        : document && `paper ${document.document}`;
    const data = (act ?? create ?? document)?.data;
    if (deed !== undefined && data !== undefined)
      hints.set(deed, [...(hints.get(deed) ?? []), { at, data: data as Data }]);
  }
  return { of: (deed) => hints.get(deed) ?? [], moduleOf: (name) => modules.get(name) };
};

export const deedOf = (action: string, module: string): string => `${action} on ${module}`;

/** A hint as of another day: every date moves along, and names stand for what `idOf` knows. */
export const hintNow = ({ at, data }: Hint, now: string, idOf: (name: string) => string | undefined): Data => {
  const days = daysBetween(toCivilDate(at), toCivilDate(now));
  const moved = (value: unknown): unknown => {
    if (isCivilDate(value)) return addDays(value, days);
    if (isInstant(value)) return `${addDays(toDay(value), days)}${value.slice(10)}`;
    if (typeof value === 'string') return value.startsWith('@') ? idOf(value.slice(1)) : value;
    if (Array.isArray(value)) return value.map(moved).filter((item) => item !== undefined);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, moved(inner)]));
  };
  return moved(data) as Data;
};
