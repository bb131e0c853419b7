import { readAmount, showAmount } from './amount-text.ts';
import { Input, type InputInfo } from './base-classes.ts';

/** A field that is one native input: how a value stands in it, and which value what stands in it is. */
abstract class TypedInput extends Input {
  abstract show(value: unknown): string;
  abstract read(text: string): unknown;
  abstract attributes(): Record<string, string>;

  override get emptyValue(): unknown {
    return '';
  }

  override get inputInfo(): InputInfo {
    const info = super.inputInfo;
    return { ...info, attr: { ...info.attr, ...this.attributes() } };
  }

  override createWidget(): null {
    return null;
  }

  override formatValue(value: unknown): unknown {
    return this.show(value);
  }

  override getValueAsString(value: unknown): string {
    return this.show(value);
  }

  inputAt(index: number): HTMLInputElement | undefined {
    return (this.refs.input as HTMLInputElement[] | undefined)?.[index];
  }

  override getValueAt(index: number): unknown {
    return this.read(this.inputAt(index)?.value ?? '');
  }

  override setValueAt(index: number, value: unknown): void {
    const input = this.inputAt(index);
    const text = this.show(value);
    // While somebody types, what he types stays as it is.
    if (input && input !== document.activeElement) input.value = text;
  }

  override async attachElement(element: HTMLInputElement, index: number): Promise<unknown> {
    const done = await super.attachElement(element, index);
    this.addEventListener(element, 'blur', () => {
      const text = this.show(this.read(element.value));
      if (text !== element.value) element.value = text;
    });
    return done;
  }
}

/** Yuan to the eye, fen in the data. */
export class MoneyField extends TypedInput {
  override show(value: unknown): string {
    return typeof value === 'string' ? value : showAmount(value);
  }
  override read(text: string): unknown {
    return readAmount(text);
  }
  override attributes(): Record<string, string> {
    return { type: 'text', inputmode: 'decimal', autocomplete: 'off', class: 'form-control amount' };
  }
}

/** An exact decimal, kept as text. */
export class DecimalField extends TypedInput {
  override show(value: unknown): string {
    return value === undefined || value === null ? '' : String(value);
  }
  override read(text: string): unknown {
    return text.trim();
  }
  override attributes(): Record<string, string> {
    return { type: 'text', inputmode: 'decimal', autocomplete: 'off', class: 'form-control amount' };
  }
}
