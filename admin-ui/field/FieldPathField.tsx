import { useMemo } from 'react';
import type { Pack } from '../catalog/pack.ts';
import { speech } from '../words.ts';
import { ChoiceField } from './ChoiceField.tsx';
import { type FieldQuestion, fieldOptions } from './field-options.ts';

interface CommonProps extends FieldQuestion {
  readonly id: string;
  readonly pack: Pack;
  readonly label: string;
  readonly readOnly?: boolean | undefined;
}

interface FieldPathFieldProps extends CommonProps {
  readonly value: string | undefined;
  readonly change: (path: string | undefined) => void;
  readonly optional?: boolean | undefined;
}

const useOptions = ({ pack, module, system, types }: CommonProps) =>
  useMemo(() => fieldOptions(pack, { module, system, types }, speech()), [pack, module, system, types]);

/** Chooses a field of a module's records by what people call it. */
export const FieldPathField = (props: FieldPathFieldProps) => (
  <ChoiceField
    id={props.id}
    label={props.label}
    options={useOptions(props)}
    value={props.value}
    change={props.change}
    optional={props.optional}
    readOnly={props.readOnly}
  />
);
