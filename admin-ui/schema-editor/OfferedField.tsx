import { useMemo } from 'react';
import { ChoiceField, ChoicesField } from '../field/ChoiceField.tsx';
import { speech } from '../words.ts';
import { boxId, type PlaceProps } from './ground.ts';
import { offerOptions } from './offer-options.ts';
import type { Offer } from './offers.ts';

type OfferedProps = PlaceProps & { readonly offer: Offer };

const useOptions = ({ ground, offer, module }: OfferedProps) => {
  const { pack, home } = ground;
  const asked = JSON.stringify(offer);
  return useMemo(
    () => offerOptions(pack, { offer: JSON.parse(asked) as Offer, module, home }, speech()),
    [pack, asked, module, home],
  );
};

/** One of what a place may name. Paths into rows and the like, which no list holds, are typed. */
export const OfferedField = (props: OfferedProps) => (
  <ChoiceField
    id={boxId(props.path)}
    label={props.label}
    options={useOptions(props)}
    readOnly={props.ground.readOnly}
    optional={props.optional}
    typed={props.offer.type !== 'definition'}
    value={typeof props.value === 'string' ? props.value : undefined}
    change={(next) => props.change(next ?? (props.optional ? undefined : ''))}
  />
);

/** Several of them. */
export const OfferedFields = (props: OfferedProps) => {
  const { value, change, optional } = props;
  return (
    <ChoicesField
      id={boxId(props.path)}
      label={props.label}
      options={useOptions(props)}
      readOnly={props.ground.readOnly}
      typed={props.offer.type !== 'definition'}
      value={Array.isArray(value) ? value.map(String) : []}
      change={(next) => change(next.length === 0 && optional ? undefined : next)}
    />
  );
};
