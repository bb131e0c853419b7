/** A place where a sequence was changed: what stood there before, and what stands there now, as ranges of positions. */
export interface TextChange {
  readonly before: { readonly from: number; readonly to: number };
  readonly after: { readonly from: number; readonly to: number };
}

/** More changes than this are told as one. */
const most = 1200;

const endsAlike = (before: readonly string[], after: readonly string[]) => {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { head, tail };
};

/**
 * The shortest way from one sequence to another (E. W. Myers, An O(ND) difference algorithm, 1986), what is alike at both
 * ends left aside. Ranges are half open; changes follow each other.
 */
export const textChanges = (before: readonly string[], after: readonly string[]): TextChange[] => {
  const { head, tail } = endsAlike(before, after);
  const [old, next] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)];
  if (old.length === 0 && next.length === 0) return [];
  const whole = { before: { from: 0, to: old.length }, after: { from: 0, to: next.length } };
  const found = old.length === 0 || next.length === 0 ? [whole] : (joined(path(old, next)) ?? [whole]);
  return found.map((change) => ({ before: moved(change.before, head), after: moved(change.after, head) }));
};

const moved = ({ from, to }: { from: number; to: number }, by: number) => ({ from: from + by, to: to + by });

type Reach = Int32Array;

/** Where each diagonal gets with one more change; undefined where there are too many. */
const path = (old: readonly string[], next: readonly string[]): [number, number][] | undefined => {
  const reaches: Reach[] = [];
  let reach: Reach = new Int32Array(3);
  const cap = Math.min(most, old.length + next.length);
  for (let changes = 0; changes <= cap; changes += 1) {
    const wider = new Int32Array(2 * changes + 3);
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      const x = furthest(old, next, { reach, changes, diagonal });
      wider[diagonal + changes + 1] = x;
      if (x >= old.length && x - diagonal >= next.length) return back([...reaches, wider], old.length, next.length);
    }
    reaches.push(wider);
    reach = wider;
  }
  return undefined;
};

interface Step {
  /** Of one change less. */
  readonly reach: Reach;
  readonly changes: number;
  readonly diagonal: number;
}

const at = (reach: Reach, changes: number, diagonal: number): number => reach[diagonal + changes + 1] ?? 0;

/** True when the way to a diagonal comes from the one above: something is added. */
const isDown = ({ reach, changes, diagonal }: Step): boolean =>
  diagonal === -changes ||
  (diagonal !== changes && at(reach, changes - 1, diagonal - 1) < at(reach, changes - 1, diagonal + 1));

const furthest = (old: readonly string[], next: readonly string[], step: Step): number => {
  const { reach, changes, diagonal } = step;
  let x = 0;
  if (changes > 0) x = isDown(step) ? at(reach, changes - 1, diagonal + 1) : at(reach, changes - 1, diagonal - 1) + 1;
  while (x < old.length && x - diagonal < next.length && old[x] === next[x - diagonal]) x += 1;
  return x;
};

/** The pairs of positions that are alike, in order, read back from the end. */
const back = (reaches: readonly Reach[], oldLength: number, nextLength: number): [number, number][] => {
  const alike: [number, number][] = [[oldLength, nextLength]];
  let [x, y] = [oldLength, nextLength];
  for (let changes = reaches.length - 1; changes >= 0; changes -= 1) {
    const { start, after } = stepTo({ reach: reaches[changes - 1] ?? new Int32Array(3), changes, diagonal: x - y });
    while (x > after[0] && y > after[1]) {
      x -= 1;
      y -= 1;
      alike.push([x, y]);
    }
    [x, y] = start;
  }
  return alike.reverse();
};

/** Where the last change on the way to a diagonal begins, and where it ends. */
const stepTo = (step: Step): { readonly start: [number, number]; readonly after: [number, number] } => {
  const { reach, changes, diagonal } = step;
  if (changes === 0) return { start: [0, 0], after: [0, 0] };
  const down = isDown(step);
  const from = down ? diagonal + 1 : diagonal - 1;
  const x = at(reach, changes - 1, from);
  return { start: [x, x - from], after: down ? [x, x - from + 1] : [x + 1, x - from] };
};

/** The gaps between what is alike. */
const joined = (alike: readonly [number, number][] | undefined): TextChange[] | undefined => {
  if (alike === undefined) return undefined;
  const changes: TextChange[] = [];
  let [x, y] = [0, 0];
  for (const [oldAt, nextAt] of alike) {
    if (oldAt > x || nextAt > y) changes.push({ before: { from: x, to: oldAt }, after: { from: y, to: nextAt } });
    [x, y] = [oldAt + 1, nextAt + 1];
  }
  return changes;
};
