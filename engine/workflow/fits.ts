import type { Who } from '../schema/types.gen.ts';

/** A post held in an organization. */
export interface HeldPost {
  readonly organization: string;
  readonly post: string;
}

/** A person as a workflow sees him; only delegations valid today are given. */
export interface Person {
  readonly id: string;
  readonly posts: readonly HeldPost[];
  readonly delegations?: readonly Delegation[];
  /** Set when he acts for this person only, and not for himself. */
  readonly actsFor?: string;
}

/** `post` null stands for everything the other person may do in a workflow. */
interface Delegation {
  readonly from: { readonly id: string; readonly posts: readonly HeldPost[] };
  readonly post: string | null;
}

export interface Assignment {
  readonly account: string;
  readonly reason: string;
  /** Of this record alone, where it is not the root of its family. */
  readonly only?: boolean;
}

/** What is worked on: where it belongs, whose it is and who is assigned to it. */
export interface Subject {
  readonly organization: string;
  /** The record's organization first, then its ancestors up to the root. */
  readonly organizationPath: readonly string[];
  readonly owner: string;
  readonly assignments: readonly Assignment[];
}

export interface Fit {
  readonly account: string;
  readonly onBehalfOf?: string;
}

/**
 * How a person is one of those named: by himself first, else for somebody who delegated to him. In one member of the
 * list everything named must hold; one fitting member is enough. undefined: he is none of them.
 */
export const fits = (who: readonly Who[], person: Person, subject: Subject): Fit | undefined => {
  const { actsFor } = person;
  if (actsFor === undefined && who.some((one) => isOne(one, person, subject))) return { account: person.id };
  const delegation = (person.delegations ?? []).find(
    ({ from, post }) =>
      (actsFor === undefined || actsFor === from.id) &&
      who.some((one) => isOne(one, from, subject) && (post === null || one.post === post)),
  );
  return delegation === undefined ? undefined : { account: person.id, onBehalfOf: delegation.from.id };
};

/** The persons who count as having acted: the one who acts and the one he acts for. */
export const personsOf = (fit: Fit): readonly string[] =>
  fit.onBehalfOf === undefined ? [fit.account] : [fit.account, fit.onBehalfOf];

type Holder = Pick<Person, 'id' | 'posts'>;

const isOne = (who: Who, holder: Holder, subject: Subject): boolean => {
  if (who.post === undefined && who.assigned === undefined && who.author === undefined) return false;
  return holdsPost(who, holder, subject) && isAssigned(who, holder, subject) && isAuthor(who, holder, subject);
};

/** The organizations in which the post may be held. */
export const placesOf = (
  { above, superior }: Who,
  { organization, organizationPath }: Pick<Subject, 'organization' | 'organizationPath'>,
): readonly string[] => {
  if (superior) return organizationPath.slice(1);
  return above ? organizationPath : [organization];
};

const holdsPost = (who: Who, holder: Holder, subject: Subject): boolean => {
  const { post } = who;
  if (post === undefined) return true;
  const places = placesOf(who, subject);
  return holder.posts.some((held) => held.post === post && places.includes(held.organization));
};

const isAssigned = ({ assigned }: Who, holder: Holder, subject: Subject): boolean =>
  assigned === undefined ||
  subject.assignments.some(({ account, reason }) => account === holder.id && reason === assigned);

const isAuthor = ({ author }: Who, holder: Holder, subject: Subject): boolean =>
  author === undefined || subject.owner === holder.id;

/** Whether a person is assigned to the family of a record, and to the record itself; a root is its whole family. */
export const assignedIn = (
  { assignments }: Pick<Subject, 'assignments'>,
  account: string,
  isRoot: boolean,
): { readonly assigned: boolean; readonly named: boolean } => {
  const own = assignments.filter((one) => one.account === account);
  return {
    assigned: own.some(({ only }) => isRoot || only !== true),
    named: own.some(({ only }) => isRoot || only === true),
  };
};
