import { Form } from 'antd';
import { useMemo } from 'react';
import type { AnyDefinition } from '#engine/definition/kinds.ts';
import type { KindEditorProps } from '../editor/kind-editor.ts';
import { memberWords } from './member-words.ts';
import { NodeEditor } from './NodeEditor.tsx';
import { ObjectEditor } from './ObjectEditor.tsx';
import './schema-editor.css';
import { OtherFindings } from './OtherFindings.tsx';
import { moduleOfDefinition } from './offers.ts';
import { schemaOf } from './schema-node.ts';

interface MembersEditorProps extends KindEditorProps<AnyDefinition> {
  /** Members that are edited elsewhere. */
  readonly hidden?: readonly string[];
  /** Only these members. */
  readonly only?: readonly string[];
}

const head = ['kind', 'key', 'module'];

/** The members of a definition after its schema, without what its address says. */
export const MembersEditor = ({ pack, entry, value, change, readOnly, findings, hidden, only }: MembersEditorProps) => {
  const { kind, file } = entry;
  const home = value.module;
  const ground = useMemo(
    () => ({
      pack,
      kind,
      home,
      readOnly,
      findings: findings.filter((finding) => finding.file === file),
      Place: NodeEditor,
    }),
    [pack, kind, home, readOnly, findings, file],
  );
  const node = schemaOf(kind);
  if (node === undefined) return null;
  const others = only && Object.keys(node.schema.properties ?? {}).filter((name) => !only.includes(name));
  return (
    <Form layout="vertical" component={false} disabled={readOnly}>
      <ObjectEditor
        ground={ground}
        node={node}
        value={value}
        change={(next) => change(next as AnyDefinition)}
        path=""
        name=""
        module={moduleOfDefinition(value)}
        label={memberWords(kind, kind)}
        optional={false}
        hidden={[...head, ...(hidden ?? []), ...(others ?? [])]}
      />
      <OtherFindings findings={findings} file={file} kind={kind} />
    </Form>
  );
};
