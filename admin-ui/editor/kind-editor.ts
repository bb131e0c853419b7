import type { Finding } from '#engine/definition/catalog.ts';
import type { DefinitionEntry } from '../catalog/entries.ts';
import type { Pack } from '../catalog/pack.ts';

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
  readonly readOnly: boolean;
  /** What is wrong with this definition; `path` is a JSON Pointer into `value` where `file` is this one's. */
  readonly findings: readonly Finding[];
}
