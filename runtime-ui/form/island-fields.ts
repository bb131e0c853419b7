import { createElement, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { isObject } from '#engine/json.ts';
import { AttachmentInput } from '../file/AttachmentInput.tsx';
import { Look } from '../frame/Look.tsx';
import { DayInput, type DayInputProps } from '../value/DayInput.tsx';
import { PickInput } from '../value/PickInput.tsx';
import { Field } from './base-classes.ts';
import { servicesOf } from './box-registry.ts';
import { fromLocalText, toLocalText } from './local-time.ts';

/** A field of the form that is drawn by React: an island in Form.io's sea. */
abstract class IslandField extends Field {
  island: Root | undefined;

  abstract draw(): ReactNode;

  override render(): string {
    return super.render('<div ref="island" class="island"></div>');
  }

  override attach(element: HTMLElement): Promise<unknown> {
    this.loadRefs(element, { island: 'single' });
    const done = super.attach(element);
    const place = this.refs.island;
    if (place instanceof HTMLElement) {
      this.island = createRoot(place);
      this.redrawIsland();
    }
    return done;
  }

  override detach(): void {
    const { island } = this;
    this.island = undefined;
    // React refuses to unmount one root while it draws another: a moment later it may.
    if (island) setTimeout(() => island.unmount(), 0);
    super.detach();
  }

  redrawIsland(): void {
    this.island?.render(createElement(Look, { island: true }, this.draw()));
  }

  override getValue(): unknown {
    return this.dataValue;
  }

  override setValue(value: unknown, flags: object = {}): boolean {
    const changed = this.updateValue(value ?? this.emptyValue, flags);
    this.redrawIsland();
    return changed;
  }

  choose(value: unknown): void {
    this.updateValue(value, { modified: true });
    this.redrawIsland();
  }

  focus(): void {
    const place = this.refs.island;
    if (place instanceof HTMLElement) place.querySelector<HTMLElement>('input, button')?.focus();
  }

  get isOff(): boolean {
    return this.disabled || this.options.readOnly === true;
  }

  get inputId(): string {
    return `${this.id}-${this.key}`;
  }

  get labelId(): string {
    return `l-${this.id}-${this.key}`;
  }

  get isRequired(): boolean {
    const { validate } = this.component;
    return isObject(validate) && validate.required === true;
  }
}

/** A civil date: `2026-06-30`. */
export class CivilDateField extends IslandField {
  override get emptyValue(): unknown {
    return '';
  }

  override draw(): ReactNode {
    return createElement(DayInput, { ...this.dayProps, value: String(this.dataValue ?? '').slice(0, 10) });
  }

  get dayProps(): Omit<DayInputProps, 'value'> {
    const { least, most } = this.component;
    return {
      id: this.inputId,
      labelledBy: this.labelId,
      disabled: this.isOff,
      required: this.isRequired,
      change: (text) => this.choose(text),
      ...(typeof least === 'string' && { least }),
      ...(typeof most === 'string' && { most }),
    };
  }
}

/** An instant, chosen as the wall clock of the platform's zone. */
export class LocalTimeField extends CivilDateField {
  override draw(): ReactNode {
    return createElement(DayInput, {
      ...this.dayProps,
      time: true,
      value: toLocalText(this.dataValue),
      change: (text) => this.choose(fromLocalText(text) ?? text),
    });
  }
}

interface Value {
  readonly value: string;
  readonly label: string;
}

/** The module whose records are chosen from; nothing where it is something else. */
const recordsIn = (source: unknown): string => /^records (.+)$/.exec(String(source))?.[1] ?? '';

/** One or several of a list: codes, people, organizations, regions, records, or the values of a select. */
export class PickField extends IslandField {
  override get emptyValue(): unknown {
    return this.component.multiple === true ? [] : '';
  }

  override draw(): ReactNode {
    const { box, source, values, multiple } = this.component;
    const fixed = Array.isArray(values) ? (values as Value[]) : [];
    const load = async () =>
      source === 'values'
        ? fixed.map(({ value, label }) => ({ value: String(value), label: String(label) }))
        : ((await servicesOf(String(box))?.choices(String(source))) ?? []);
    const value = this.dataValue;
    return createElement(PickInput, {
      id: this.inputId,
      labelledBy: this.labelId,
      source: source === 'values' ? `values ${this.id}` : `${box} ${source}`,
      ...(recordsIn(source) && { records: recordsIn(source) }),
      load,
      multiple: multiple === true,
      disabled: this.isOff,
      required: this.isRequired,
      // Computed lists may hold gaps, for rows in which nothing is chosen yet.
      value: Array.isArray(value)
        ? value.filter((one) => one !== '' && one !== null && one !== undefined).map(String)
        : value === null || value === undefined
          ? null
          : String(value),
      change: (next) => this.choose(next ?? this.emptyValue),
    });
  }
}

/** Files of the record that belong to this field. */
export class AttachmentField extends IslandField {
  override get emptyValue(): unknown {
    return [];
  }

  override draw(): ReactNode {
    const { box, limits } = this.component;
    const value = this.dataValue;
    const services = servicesOf(String(box));
    const field = services?.into === undefined ? this.path : `${services.into}.${this.path}`;
    return createElement(AttachmentInput, {
      id: this.inputId,
      labelledBy: this.labelId,
      limits: isObject(limits) ? limits : {},
      disabled: this.isOff,
      target: services?.attach && { ...services.attach, field },
      files: Array.isArray(value) ? value.filter(isObject) : [],
      change: (files) => this.choose(files),
    });
  }
}
