import { useMemo } from 'react';
import { language } from '../../runtime-ui/words.ts';
import type { Pack } from '../catalog/pack.ts';
import { ChoiceField, ChoicesField } from './ChoiceField.tsx';
import { type ReferenceOption, referenceOptions } from './reference-options.ts';

interface CommonProps {
  readonly id: string;
  readonly pack: Pack;
  /** A kind of definition, or `template`, `partial`, `style`. */
  readonly kind: string;
  readonly label: string;
  /** Its own definitions come first. */
  readonly module?: string | undefined;
  /** What may be chosen beside definitions. */
  readonly more?: readonly ReferenceOption[] | undefined;
  readonly readOnly?: boolean | undefined;
}

interface ReferenceFieldProps extends CommonProps {
  readonly value: string | undefined;
  readonly change: (key: string | undefined) => void;
  readonly optional?: boolean | undefined;
}

interface ReferencesFieldProps extends CommonProps {
  readonly value: readonly string[];
  readonly change: (keys: readonly string[]) => void;
}

const useOptions = ({ pack, kind, module, more }: CommonProps): readonly ReferenceOption[] =>
  useMemo(() => [...(more ?? []), ...referenceOptions(pack, kind, language(), module)], [pack, kind, module, more]);

/** Chooses a definition of a kind by its title or key. */
export const ReferenceField = (props: ReferenceFieldProps) => (
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

/** Chooses several of them. */
export const ReferencesField = (props: ReferencesFieldProps) => (
  <ChoicesField
    id={props.id}
    label={props.label}
    options={useOptions(props)}
    value={props.value}
    change={props.change}
    readOnly={props.readOnly}
  />
);
