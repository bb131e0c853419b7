import type { FileLimits } from '../file/limits.ts';
import type { Title } from '../schema/types.gen.ts';

/** A Form.io component as stored: its own properties and ours in `meta`. */
export type Component = Readonly<Record<string, unknown>>;

/** A form definition (kind `form`); `into` is the dotted namespace of the record its data lands in. */
export interface FormDefinition {
  readonly kind: 'form';
  readonly key: string;
  readonly module: string;
  readonly title: Title;
  readonly into?: string;
  readonly components: readonly Component[];
  /** Sources of what empty fields stand with at first, by field. */
  readonly start?: Readonly<Record<string, unknown>>;
}

/** What the rest of the platform knows of a field. `path` is dotted, without `into`; cells of a grid are `grid.*.cell`. */
export interface FieldInfo {
  readonly path: string;
  readonly type: string;
  readonly title: Title;
  readonly required: boolean;
  readonly list: boolean;
  readonly query: boolean;
  readonly index: boolean;
  /** True when the field is calculated or disabled: people see it, the machine writes it. */
  readonly readOnly: boolean;
  readonly multiple: boolean;
  readonly inGrid: boolean;
  readonly sensitivity?: string;
  readonly mask?: string;
  readonly check?: readonly string[];
  readonly codes?: string;
  readonly module?: string;
  readonly unit?: string;
  readonly searchIn?: string;
  /** The most characters a text may have. */
  readonly longest?: number;
  /** What an `attachment` takes. */
  readonly files?: FileLimits;
  /** Digits after the point of a `decimal`. */
  readonly decimals?: number;
}

/** Components that hold no data and only place others. */
export const layoutTypes: ReadonlySet<string> = new Set([
  'panel',
  'fieldset',
  'columns',
  'well',
  'table',
  'tabs',
  'content',
  'htmlelement',
]);

export const gridTypes: ReadonlySet<string> = new Set(['datagrid', 'editgrid']);

export const leafTypes: ReadonlySet<string> = new Set([
  'textfield',
  'textarea',
  'number',
  'checkbox',
  'select',
  'radio',
  'selectboxes',
  'datetime',
  'email',
  'phoneNumber',
  'hidden',
  'money',
  'decimal',
  'code',
  'user',
  'organization',
  'region',
  'record',
  'attachment',
  'signature',
]);

/** Names that reach into JavaScript's objects: never a key, in a form or in data. */
export const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
