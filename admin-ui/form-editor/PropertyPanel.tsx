import type { ReactNode } from 'react';
import type { Component } from '#engine/form/form.ts';
import { titleOf } from '#engine/form/settings.ts';
import type { FormDefinition } from '#engine/schema/types.gen.ts';
import type { Pack } from '../catalog/pack.ts';
import { TitleField } from '../field/TitleField.tsx';
import { say, sayIfKnown } from '../words.ts';
import { CalculationInput } from './CalculationInput.tsx';
import { ConditionInput } from './ConditionInput.tsx';
import { FieldKeyInput } from './FieldKeyInput.tsx';
import { retitled } from './palette.ts';
import { SettingInput } from './SettingInput.tsx';
import { settingGroups } from './settings.ts';

interface PropertyPanelProps {
  readonly component: Component;
  readonly pointer: string;
  readonly form: FormDefinition;
  readonly pack: Pack;
  /** Keys that are in force already: they are not written over here. */
  readonly fixedKey: boolean;
  readonly put: (next: Component) => void;
  readonly readOnly: boolean;
}

const calculated: ReadonlySet<string> = new Set(['number', 'money', 'decimal', 'textfield', 'code', 'checkbox']);
const untitled: ReadonlySet<string> = new Set(['columns', 'well', 'tabs', 'content']);

/** Everything that can be set about the chosen component. */
export const PropertyPanel = (props: PropertyPanelProps) => {
  const { component, pointer, form, put, readOnly } = props;
  const type = String(component.type);
  const id = 'setting';
  return (
    <section className="property-panel" aria-label={say('formEditor.properties')}>
      {!untitled.has(type) && (
        <Row id={`${id}-title`} label={say('formEditor.title')}>
          <TitleField
            id={`${id}-title`}
            label={say('formEditor.title')}
            value={titleOf(component)}
            change={(title) => put(retitled(component, title ?? { zh: '' }))}
            readOnly={readOnly}
          />
        </Row>
      )}
      <Row id={`${id}-key`} label={say('formEditor.key')}>
        <FieldKeyInput {...props} id={`${id}-key`} readOnly={readOnly || props.fixedKey} />
      </Row>
      {settingGroups.map(({ name, settings }) => (
        <Group key={name} name={name}>
          {settings
            .filter(({ suits }) => suits(component))
            .map((setting) => {
              const word = setting.path.join('.');
              const label =
                sayIfKnown(`formEditor.setting.${word}.${type}`) ?? sayIfKnown(`formEditor.setting.${word}`) ?? word;
              const own = `${id}-${word.replaceAll('.', '-')}`;
              // Boxes keep what is typed in them: those of another component are other boxes.
              return (
                <Row key={`${pointer} ${word}`} id={own} label={label}>
                  <SettingInput {...props} id={own} label={label} setting={setting} />
                </Row>
              );
            })}
        </Group>
      ))}
      <Group name="shown">
        <ConditionInput {...props} id={`${id}-condition`} />
      </Group>
      {calculated.has(type) && (
        <Group name="calculated">
          <CalculationInput
            key={pointer}
            id={`${id}-calculation`}
            component={component}
            pointer={pointer}
            form={form}
            put={put}
            readOnly={readOnly}
          />
        </Group>
      )}
    </section>
  );
};

const Row = ({
  id,
  label,
  children,
}: {
  readonly id: string;
  readonly label: string;
  readonly children: ReactNode;
}) => (
  <div className="property-row">
    <label htmlFor={id}>{label}</label>
    <div>{children}</div>
  </div>
);

const Group = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => {
  if (Array.isArray(children) && children.length === 0) return null;
  return (
    <fieldset className="property-group">
      <legend>{sayIfKnown(`formEditor.group.${name}`) ?? name}</legend>
      {children}
    </fieldset>
  );
};
