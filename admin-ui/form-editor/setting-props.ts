import type { Component } from '#engine/form/form.ts';
import type { FormDefinition } from '#engine/schema/types.gen.ts';
import type { Pack } from '../catalog/pack.ts';
import type { Setting } from './settings.ts';

/** What the box of a setting is given. */
export interface SettingInputProps {
  readonly id: string;
  readonly label: string;
  readonly setting: Setting;
  readonly component: Component;
  /** Where the component stands in the form. */
  readonly pointer: string;
  readonly form: FormDefinition;
  readonly pack: Pack;
  readonly put: (next: Component) => void;
  readonly readOnly: boolean;
}
