import type { Issue } from '../issue.ts';
import type { Sink } from './sink.ts';
import type { FormNode } from './tree.ts';

/** The data of the whole form or of one row of a grid, and the frame around it. */
export interface Frame {
  readonly data: Record<string, unknown>;
  readonly up: Frame | undefined;
  /** Pointer of the row, '' for the whole form. */
  readonly base: string;
}

/** What one validation carries along. */
export interface Run {
  readonly sink: Sink;
  readonly complete: boolean;
  readonly today: string | undefined;
  readonly now: string | undefined;
  /** Faults of reading by pointer of the field: they count only where the field is shown or kept. */
  readonly faults: Map<string, Issue[]>;
  /** Nodes hidden by their own condition, by the data of the frame they are in. */
  readonly hidden: Map<object, Set<FormNode>>;
}

export const isHiddenHere = (run: Run, frame: Frame, node: FormNode): boolean =>
  run.hidden.size > 0 && run.hidden.get(frame.data)?.has(node) === true;

/** Whether a node or anything around it is hidden by a condition; `frame` is the frame of the node. */
export const isHidden = (run: Run, frame: Frame, node: FormNode): boolean => {
  if (run.hidden.size === 0) return false;
  let at: Frame | undefined = frame;
  for (let current: FormNode | undefined = node; current !== undefined && at !== undefined; current = current.parent) {
    if (current.role === 'grid' && current !== node) at = at.up;
    if (at !== undefined && isHiddenHere(run, at, current)) return true;
  }
  return false;
};

/** The object in a frame that holds a node's value: the row itself or a container in it. */
export const holderOf = (frame: Frame, node: FormNode): Record<string, unknown> | undefined => {
  let holder: unknown = frame.data;
  const last = node.role === 'layout' ? node.keys.length : node.keys.length - 1;
  for (let index = 0; index < last; index++) {
    if (typeof holder !== 'object' || holder === null) return undefined;
    holder = (holder as Record<string, unknown>)[node.keys[index] ?? ''];
  }
  return typeof holder === 'object' && holder !== null ? (holder as Record<string, unknown>) : undefined;
};

/** The value of `target` seen from a component with `depth` grids around it. */
export const valueSeen = (frame: Frame, depth: number, target: FormNode): unknown => {
  const seen = frameSeen(frame, depth, target);
  return seen === undefined ? undefined : holderOf(seen, target)?.[target.key];
};

export const frameSeen = (frame: Frame, depth: number, target: FormNode): Frame | undefined => {
  let seen: Frame | undefined = frame;
  for (let steps = depth - target.grids.length; steps > 0; steps--) seen = seen?.up;
  return seen;
};
