import type { Finding } from '#engine/definition/catalog.ts';
import type { DefinitionEntry } from '../catalog/entries.ts';
import type { Pack } from '../catalog/pack.ts';

/** A definition that changes together with the one that is edited; of a template, partial or style the value is its text. */
export interface OtherChange {
  readonly kind: string;
  readonly key: string;
  readonly value: unknown;
}

/**
 * What the editor of a kind is given. It keeps no copy of the definition: it shows `value` and answers each change with the
 * whole next value; the frame around it writes the file, takes back, saves and checks.
 */
export interface KindEditorProps<T = unknown> {
  /** Everything in force with the changes of the draft; this definition in it follows `value` after a short rest. */
  readonly pack: Pack;
  /** The id of the draft. */
  readonly draft: string;
  readonly entry: DefinitionEntry;
  /** The parsed definition; of a template, partial or style its text. */
  readonly value: T;
  /** Changes that follow each other without a pause are one step to take back. */
  readonly change: (next: T) => void;
  /** Stores the next value together with other definitions of the draft; everything is read anew from there. */
  changeWith(next: T, others: readonly OtherChange[]): Promise<void>;
  /** Told whether something on the screen is not in `value`, since it is nothing yet: nothing is stored until it is. */
  readonly hold: (unfinished: boolean) => void;
  readonly readOnly: boolean;
  /** What is wrong with this definition; `path` is a JSON Pointer into `value` where `file` is this one's. */
  readonly findings: readonly Finding[];
}
