/** Somebody did `action` under a group of duties that must lie with different persons. */
export interface DutyDone {
  readonly group: string;
  readonly account: string;
  /** An action, or `action.step` for a step of its approval. */
  readonly action: string;
}

/**
 * The earlier act that keeps these persons from `action`: another duty of the same group done by one of them. Doing the
 * same duty again (after a return, in a new round) is no conflict.
 */
export const fourEyesConflict = (
  done: readonly DutyDone[],
  duty: { readonly group: string; readonly action: string; readonly persons: readonly string[] },
): DutyDone | undefined =>
  done.find(
    ({ group, account, action }) => group === duty.group && action !== duty.action && duty.persons.includes(account),
  );
