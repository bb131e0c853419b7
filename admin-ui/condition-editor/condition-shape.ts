import type { ConditionJson } from '#engine/schema/types.gen.ts';

export const groupKinds = ['all', 'any', 'not'] as const;
export type GroupKind = (typeof groupKinds)[number];
export type Leaf = Extract<ConditionJson, { fact: string }>;
type Many = [ConditionJson, ...ConditionJson[]];

/** Conditions nest no deeper than the engine reads them. */
export const deepest = 16;

export const isLeaf = (condition: ConditionJson): condition is Leaf => 'fact' in condition;

/** How the members of a group are meant; undefined for a single comparison. */
export const groupKindOf = (condition: ConditionJson): GroupKind | undefined => {
  if ('all' in condition) return 'all';
  if ('any' in condition) return 'any';
  return 'not' in condition ? 'not' : undefined;
};

export const membersOf = (condition: ConditionJson): readonly ConditionJson[] => {
  if ('all' in condition) return condition.all;
  if ('any' in condition) return condition.any;
  return 'not' in condition ? [condition.not] : [];
};

const isMany = (members: readonly ConditionJson[]): members is Many => members.length > 0;

/** A group of members; a denial of several denies that all of them hold. Nothing is left of a group without members. */
const groupOf = (kind: GroupKind, members: readonly ConditionJson[]): ConditionJson | undefined => {
  if (!isMany(members)) return undefined;
  if (kind === 'all') return { all: members };
  if (kind === 'any') return { any: members };
  return { not: members.length === 1 ? members[0] : { all: members } };
};

/** The same members meant otherwise; a denial of a group gives its members back. */
export const regrouped = (condition: ConditionJson, kind: GroupKind): ConditionJson => {
  const own = groupKindOf(condition);
  if (own === kind) return condition;
  const [inner] = membersOf(condition);
  const members = own === 'not' && inner !== undefined && !isLeaf(inner) ? membersOf(inner) : membersOf(condition);
  return groupOf(kind, own === undefined ? [condition] : members) ?? condition;
};

/** A group with one more member behind the others; a comparison becomes a group of which all must hold. */
export const withMember = (condition: ConditionJson | undefined, member: ConditionJson): ConditionJson => {
  if (condition === undefined) return member;
  const kind = groupKindOf(condition);
  if (kind === undefined) return { all: [condition, member] };
  return groupOf(kind, [...membersOf(condition), member]) ?? member;
};

/** A group with the member at a place put another way, or without it. */
export const memberChanged = (
  condition: ConditionJson,
  place: number,
  next: ConditionJson | undefined,
): ConditionJson | undefined => {
  const members = membersOf(condition).flatMap((member, index) => {
    if (index !== place) return [member];
    return next === undefined ? [] : [next];
  });
  return groupOf(groupKindOf(condition) ?? 'all', members);
};

/** Every comparison of a condition put another way. */
export const mapLeaves = (condition: ConditionJson, change: (leaf: Leaf) => Leaf): ConditionJson => {
  if (isLeaf(condition)) return change(condition);
  const kind = groupKindOf(condition) ?? 'all';
  return (
    groupOf(
      kind,
      membersOf(condition).map((member) => mapLeaves(member, change)),
    ) ?? condition
  );
};
