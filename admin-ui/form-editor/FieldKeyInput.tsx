import { Input } from 'antd';
import type { Component } from '#engine/form/form.ts';
import type { FormDefinition } from '#engine/schema/types.gen.ts';
import { say } from '../words.ts';
import { takenKeys } from './tree-edit.ts';

interface FieldKeyInputProps {
  readonly id: string;
  readonly component: Component;
  readonly form: FormDefinition;
  readonly put: (next: Component) => void;
  readonly readOnly: boolean;
}

const shape = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;

/** The name data of a field are stored under. */
export const FieldKeyInput = ({ id, component, form, put, readOnly }: FieldKeyInputProps) => {
  const key = String(component.key ?? '');
  const others = takenKeys(form, component);
  const fault = shape.test(key) && !key.includes('__') ? (others.has(key.toLowerCase()) ? 'taken' : undefined) : 'form';
  return (
    <div className="key-field">
      <Input
        id={id}
        aria-label={say('formEditor.key')}
        className="key-input"
        spellCheck={false}
        maxLength={64}
        disabled={readOnly}
        value={key}
        {...(fault && { status: 'error' as const, 'aria-invalid': true })}
        onChange={(event) => put({ ...component, key: event.target.value.trim() })}
      />
      {fault && (
        <span role="status" className="field-fault">
          {say(fault === 'taken' ? 'formEditor.keyTaken' : 'formEditor.keyForm')}
        </span>
      )}
    </div>
  );
};
