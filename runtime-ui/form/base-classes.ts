import { Components } from '@formio/js/form';

/** What our fields use of Form.io's classes, which come without useful types. */
export declare class FieldClass {
  readonly id: string;
  readonly key: string;
  readonly path: string;
  readonly disabled: boolean;
  readonly component: Readonly<Record<string, unknown>>;
  readonly options: { readonly readOnly?: boolean };
  readonly refs: Record<string, unknown>;
  dataValue: unknown;
  get emptyValue(): unknown;
  get defaultSchema(): Record<string, unknown>;
  render(element?: string): string;
  attach(element: HTMLElement): Promise<unknown>;
  detach(): void;
  loadRefs(element: HTMLElement, refs: Readonly<Record<string, string>>): void;
  getValue(): unknown;
  setValue(value: unknown, flags?: object): boolean;
  updateValue(value: unknown, flags?: object): boolean;
  static schema(...more: readonly object[]): Record<string, unknown>;
}

export interface InputInfo {
  changeEvent: string;
  attr: Record<string, string>;
}

export declare class InputClass extends FieldClass {
  get inputInfo(): InputInfo;
  addEventListener(element: HTMLElement, event: string, work: () => void): void;
  attachElement(element: HTMLInputElement, index: number): Promise<unknown>;
  createWidget(index: number): unknown;
  formatValue(value: unknown): unknown;
  getValueAt(index: number): unknown;
  getValueAsString(value: unknown): string;
  setValueAt(index: number, value: unknown, flags?: object): void;
}

const all = Components.components as Readonly<Record<string, unknown>>;

export const Field = all.field as typeof FieldClass;
export const Input = all.input as typeof InputClass;
