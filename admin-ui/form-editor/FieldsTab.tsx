import { Button, Empty, Space } from 'antd';
import type { FormDefinition } from '#engine/schema/types.gen.ts';
import type { KindEditorProps } from '../editor/kind-editor.ts';
import { say } from '../words.ts';
import { CanvasSlot } from './Canvas.tsx';
import { Palette } from './Palette.tsx';
import { PropertyPanel } from './PropertyPanel.tsx';
import { replaceAt } from './tree-edit.ts';
import { useFormActs } from './use-form-acts.ts';

type FieldsTabProps = Pick<KindEditorProps<FormDefinition>, 'pack' | 'value' | 'change' | 'readOnly'> & {
  /** Keys the form had when it was opened. */
  readonly known: ReadonlySet<string>;
};

/** The palette, the form as a tree of its parts, and what can be set about the chosen one. */
export const FieldsTab = ({ pack, value: form, change, readOnly, known }: FieldsTabProps) => {
  const { chosen, component, refused, acts, add, move, remove, copy, drag } = useFormActs({
    form,
    pack,
    change,
    readOnly,
  });
  return (
    <div className="form-editor">
      <Palette add={add} drag={drag} />
      <section className="canvas" aria-label={say('formEditor.canvas')}>
        <p className="muted canvas-hint">
          {say('formEditor.canvasHint')} <code>Alt+↑↓</code>
        </p>
        <CanvasSlot pointer="/components" components={form.components} chosen={chosen} acts={acts} />
      </section>
      <aside className="canvas-side">
        {component === undefined || chosen === undefined ? (
          <Empty description={say('formEditor.none')} />
        ) : (
          <>
            <Space wrap className="canvas-tools">
              <Button size="small" disabled={readOnly} onClick={() => move(chosen, -1)}>
                {say('formEditor.up')}
              </Button>
              <Button size="small" disabled={readOnly} onClick={() => move(chosen, 1)}>
                {say('formEditor.down')}
              </Button>
              <Button size="small" disabled={readOnly} onClick={copy}>
                {say('formEditor.copy')}
              </Button>
              <Button size="small" danger disabled={readOnly} onClick={() => remove(chosen)}>
                {say('formEditor.remove')}
              </Button>
            </Space>
            {refused.length > 0 && (
              <div role="alert" className="field-fault">
                {say('formEditor.used', { files: refused })}
              </div>
            )}
            <PropertyPanel
              component={component}
              pointer={chosen}
              form={form}
              pack={pack}
              fixedKey={known.has(String(component.key))}
              put={(next) => change(replaceAt(form, chosen, next))}
              readOnly={readOnly}
            />
          </>
        )}
      </aside>
    </div>
  );
};
