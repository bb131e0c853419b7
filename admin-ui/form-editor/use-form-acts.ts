import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { FormDefinition } from '#engine/schema/types.gen.ts';
import type { Pack } from '../catalog/pack.ts';
import { bilingual } from '../words.ts';
import type { CanvasActs } from './Canvas.tsx';
import { newComponent, type PaletteEntry } from './palette.ts';
import {
  componentAt,
  copyOf,
  type Edited,
  freshKey,
  insertAt,
  moveTo,
  type Place,
  placeOf,
  removeAt,
  step,
  takenKeys,
} from './tree-edit.ts';
import { usedElsewhere } from './used-elsewhere.ts';

interface FormActsOptions {
  readonly form: FormDefinition;
  readonly pack: Pack;
  readonly change: (next: FormDefinition) => void;
  readonly readOnly: boolean;
}

/** What is chosen in a form, and everything that is done to its parts. */
export const useFormActs = ({ form, pack, change, readOnly }: FormActsOptions) => {
  const [chosen, choose] = useState<string>();
  const [refused, refuse] = useState<readonly string[]>([]);
  const dragged = useRef<PaletteEntry | string>(undefined);
  const focusOn = useFocus();
  const component = chosen === undefined ? undefined : componentAt(form, chosen);
  const take = (edited: Edited | undefined, then?: string) => {
    if (edited === undefined || readOnly) return;
    focusOn(then ?? `[data-pointer="${edited.pointer}"]`);
    refuse([]);
    choose(edited.pointer);
    change(edited.form);
  };
  const put = (made: PaletteEntry, place: Place) => take(insertAt(form, place, madeFrom(made, form)), '#setting-title');
  const afterChosen = (): Place => {
    if (chosen === undefined || component === undefined) return { slot: '/components', index: form.components.length };
    const { slot, index } = placeOf(chosen);
    return { slot, index: index + 1 };
  };
  const move = (pointer: string, by: -1 | 1) => take(step(form, pointer, by));
  const remove = (pointer: string) => {
    if (readOnly) return;
    const next = removeAt(form, pointer);
    const found = usedElsewhere(pack, form, next);
    refuse(found);
    if (found.length > 0) return;
    choose(undefined);
    change(next);
  };
  const copy = () => {
    const made = chosen === undefined ? undefined : copyOf(form, chosen);
    if (made !== undefined) take(insertAt(form, afterChosen(), made));
  };
  const drag = (what: PaletteEntry | string | undefined) => {
    dragged.current = what;
  };
  const drop = (place: Place) => {
    const what = dragged.current;
    drag(undefined);
    if (typeof what === 'string') take(moveTo(form, what, place));
    else if (what !== undefined) put(what, place);
  };
  const keys = (event: KeyboardEvent, pointer: string) => {
    const act = keyActs[`${event.altKey ? 'alt ' : ''}${event.key}`];
    if (act === undefined) return;
    event.preventDefault();
    if (act === 'remove') remove(pointer);
    else move(pointer, act === 'up' ? -1 : 1);
  };
  const pick = (pointer: string) => {
    refuse([]);
    choose(pointer);
  };
  const acts = useSteady({ choose: pick, keys, drag, drop });
  const add = (made: PaletteEntry) => put(made, afterChosen());
  return { chosen, component, refused, acts, add, move, remove, copy, drag };
};

const keyActs: Readonly<Record<string, 'up' | 'down' | 'remove'>> = {
  'alt ArrowUp': 'up',
  'alt ArrowDown': 'down',
  Delete: 'remove',
};

const madeFrom = (made: PaletteEntry, form: FormDefinition) => {
  const taken = takenKeys(form);
  const key = (stem: string) => {
    const fresh = freshKey(stem, taken);
    taken.add(fresh.toLowerCase());
    return fresh;
  };
  return newComponent(made, key, (name) => bilingual(`formEditor.entry.${name}`));
};

/** Puts the cursor somewhere once it is drawn. */
const useFocus = () => {
  const wanted = useRef<string>(undefined);
  useEffect(() => {
    if (wanted.current === undefined) return;
    document.querySelector<HTMLElement>(wanted.current)?.focus();
    wanted.current = undefined;
  });
  return (selector: string) => {
    wanted.current = selector;
  };
};

/** The same acts at every drawing, so that the canvas is drawn anew where the form changes and nowhere else. */
const useSteady = (acts: CanvasActs): CanvasActs => {
  const latest = useRef(acts);
  latest.current = acts;
  return useMemo(
    () => ({
      choose: (pointer) => latest.current.choose(pointer),
      keys: (event, pointer) => latest.current.keys(event, pointer),
      drag: (pointer) => latest.current.drag(pointer),
      drop: (place) => latest.current.drop(place),
    }),
    [],
  );
};
