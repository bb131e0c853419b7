import { Input } from 'antd';
import { type ReactNode, useState } from 'react';

interface TypedInputProps<T> {
  readonly label: string;
  readonly value: T | undefined;
  readonly show: (value: T) => string;
  /** undefined while what is typed is no value. */
  readonly read: (text: string) => T | undefined;
  readonly change: (value: T) => void;
  readonly id?: string | undefined;
  readonly suffix?: ReactNode;
  readonly className?: string;
  readonly disabled?: boolean | undefined;
}

/** A value typed as text: what is no value yet stays in the box and is not passed on. */
export const TypedInput = <T,>(props: TypedInputProps<T>) => {
  const { label, value, show, read, change, id, suffix, className, disabled = false } = props;
  const [typed, setTyped] = useState<{ readonly text: string; readonly of: string }>();
  const stands = JSON.stringify(value);
  const text = typed !== undefined && typed.of === stands ? typed.text : value === undefined ? '' : show(value);
  const type = (next: string) => {
    const found = read(next);
    setTyped({ text: next, of: found === undefined ? stands : JSON.stringify(found) });
    if (found !== undefined && JSON.stringify(found) !== stands) change(found);
  };
  return (
    <Input
      {...(id !== undefined && { id })}
      aria-label={label}
      className={className ?? ''}
      disabled={disabled}
      value={text}
      {...(suffix !== undefined && { suffix })}
      {...(read(text) === undefined && { status: 'error' as const })}
      onChange={(event) => type(event.target.value)}
    />
  );
};
