import { Input } from 'antd';
import { say } from '../words.ts';
import './field.css';
import { keyFault } from './key-fault.ts';

interface KeyFieldProps {
  readonly id: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly label: string;
  /** Keys that others in the same list have. */
  readonly taken?: readonly string[];
  readonly readOnly?: boolean | undefined;
}

/** The identifier of something that other definitions name; what is wrong with it is said while it is typed. */
export const KeyField = ({ id, value, change, label, taken = [], readOnly = false }: KeyFieldProps) => {
  const fault = keyFault(value, taken);
  return (
    <div className="key-field">
      <Input
        id={id}
        aria-label={label}
        className="key-input"
        maxLength={64}
        spellCheck={false}
        disabled={readOnly}
        value={value}
        {...(fault && { status: 'error' as const, 'aria-invalid': true, 'aria-describedby': `${id}-fault` })}
        onChange={(event) => change(event.target.value.trim())}
      />
      {fault && (
        <span id={`${id}-fault`} role="status" className="field-fault">
          {say(`create.fault.${fault}`)}
        </span>
      )}
    </div>
  );
};
