import type { AnyDefinition } from '#engine/definition/kinds.ts';
import type { KindEditorProps } from '../editor/kind-editor.ts';
import { MembersEditor } from './MembersEditor.tsx';

/** Any definition, member by member after its schema: the editor of kinds that have no table or picture of their own. */
export const SchemaEditor = (props: KindEditorProps<AnyDefinition>) => <MembersEditor {...props} />;
