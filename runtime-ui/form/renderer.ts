import { registerEvaluator as registerCoreEvaluator } from '@formio/core';
import { Components, Formio } from '@formio/js/form';
import { DefaultEvaluator, registerEvaluator } from '@formio/js/utils';
import 'virtual:bootstrap.css';
import '@formio/js/dist/formio.form.min.css';
import './form.css';
import type { Component } from '#engine/form/form.ts';
import words from '../message/formio.zh.json' with { type: 'json' };
import { language } from '../words.ts';
import { AttachmentField, CivilDateField, LocalTimeField, PickField } from './island-fields.ts';
import { DecimalField, MoneyField } from './text-fields.ts';

/** What the interface uses of a rendered form. */
export interface Webform {
  readonly data: Record<string, unknown>;
  submission: { data: Record<string, unknown> };
  readonly submissionReady: Promise<unknown>;
  on(event: string, work: (...values: never[]) => void): void;
  getComponent(path: string): FormComponent | null | undefined;
  everyComponent(work: (component: FormComponent) => void): void;
  destroy(all?: boolean): void;
}

export interface FormComponent {
  readonly element?: HTMLElement;
  readonly path: string;
  setCustomValidity(messages: readonly object[] | string, dirty?: boolean, external?: boolean): void;
  focus(): void;
}

let ready = false;

/** Once: no script of a definition is ever evaluated, nothing is fetched from another host, our fields are known. */
const prepare = (): void => {
  if (ready) return;
  ready = true;
  const evaluator = new DefaultEvaluator({ noeval: true });
  registerEvaluator(evaluator);
  registerCoreEvaluator(evaluator);
  Formio.cdn.setBaseUrl('/vendor');
  Components.setComponents({
    money: MoneyField,
    decimal: DecimalField,
    civilDate: CivilDateField,
    localTime: LocalTimeField,
    pick: PickField,
    attachment: AttachmentField,
  });
};

export interface RenderOptions {
  readonly readOnly: boolean;
}

/** Draws a form of expanded components into the place, filled with the data. */
export const renderForm = async (
  place: HTMLElement,
  components: readonly Component[],
  data: Record<string, unknown>,
  { readOnly }: RenderOptions,
): Promise<Webform> => {
  prepare();
  const locale = language() === 'en' ? 'en' : 'zh-CN';
  const form = (await Formio.createForm(
    place,
    { display: 'form', components },
    { readOnly, noAlerts: true, language: locale, i18n: { 'zh-CN': words } },
  )) as Webform;
  form.submission = { data };
  await form.submissionReady;
  return form;
};
