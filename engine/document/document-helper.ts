interface HelperCall {
  readonly args: readonly unknown[];
  readonly hash: Readonly<Record<string, unknown>>;
  /** The whole view. */
  readonly root: unknown;
}

/** What templates may call. Helpers read their arguments and nothing else. */
export interface DocumentHelper {
  readonly name: string;
  /** A block prints its content when `run` gives true, its `{{else}}` otherwise. */
  readonly block?: true;
  /** What comes out belongs to the first argument: the same list, or one item of it. Lets checks follow paths through it. */
  readonly yields?: 'list' | 'item';
  /** Position of an argument that names a field of the first argument's items. */
  readonly field?: number;
  /** Text, number, boolean, a value of the arguments, or Html. */
  readonly run: (call: HelperCall) => unknown;
}

export type HelperSet = ReadonlyMap<string, DocumentHelper>;
