import type { DeadlineDefinition } from '#engine/schema/types.gen.ts';
import type { KindEditorProps } from '../editor/kind-editor.ts';
import { MembersEditor } from '../schema-editor/MembersEditor.tsx';
import { DeadlineTrial } from './DeadlineTrial.tsx';

/** A deadline, with what applies to a record that begins on a day beside it. */
export const DeadlineEditor = (props: KindEditorProps<DeadlineDefinition>) => (
  <div className="columns">
    <div>
      <MembersEditor {...props} change={(next) => props.change(next as DeadlineDefinition)} />
    </div>
    <DeadlineTrial deadline={props.value} pack={props.pack} />
  </div>
);
