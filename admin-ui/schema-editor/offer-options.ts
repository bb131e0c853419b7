import type { CompiledModule } from '#engine/definition/catalog.ts';
import type { Title } from '#engine/schema/types.gen.ts';
import { type Speech, titleIn } from '../catalog/labels.ts';
import type { Pack } from '../catalog/pack.ts';
import { fieldOptions } from '../field/field-options.ts';
import { type ReferenceOption, referenceOptions } from '../field/reference-options.ts';
import type { Offer } from './offers.ts';

interface Question {
  readonly offer: Offer;
  /** The module whose fields, states and actions are meant. */
  readonly module: string;
  /** The module of the definition itself. */
  readonly home: string;
}

/** Everything that may be chosen at a place. */
export const offerOptions = (
  pack: Pick<Pack, 'catalog'>,
  { offer, module, home }: Question,
  speech: Speech,
): readonly ReferenceOption[] => {
  switch (offer.type) {
    case 'definition':
      return referenceOptions(pack, offer.kind, speech.language, home);
    case 'field':
      return fieldOptions(pack, { module, system: offer.system }, speech);
    case 'sort':
      return fieldOptions(pack, { module, system: true }, speech).flatMap((one) => upAndDown(one, speech));
    case 'state':
      return titledOptions(moduleIn(pack, module)?.workflow.states, speech);
    default:
      return titledOptions(moduleIn(pack, module)?.workflow.actions, speech);
  }
};

const upAndDown = ({ value, label, search }: ReferenceOption, { messages }: Speech): ReferenceOption[] => [
  { value, label, search },
  { value: `-${value}`, label: (messages['outline.descending'] ?? '{name}').replace('{name}', label), search },
];

const titledOptions = (
  named: Readonly<Record<string, { readonly title?: Title | undefined }>> | undefined,
  { language }: Speech,
): ReferenceOption[] =>
  Object.entries(named ?? {}).map(([value, { title }]) => {
    const label = titleIn(title, language) || value;
    return { value, label, search: `${label} ${value}`.toLowerCase() };
  });

const moduleIn = ({ catalog }: Pick<Pack, 'catalog'>, key: string): CompiledModule | undefined => {
  try {
    return catalog.module(key);
  } catch {
    // A module that does not compile is a finding of the checks.
    return undefined;
  }
};
