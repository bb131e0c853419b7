import type { Component } from '../form.ts';
import { readAttachments, readSignature } from './attachment.ts';
import { readCheckbox, readChoice, readCode, readSelectBoxes } from './choice.ts';
import { readDate } from './date.ts';
import { readDecimal, readMoney, readNumber } from './number.ts';
import { readReference } from './reference.ts';
import { readEmail, readHidden, readText } from './text.ts';
import { type CodesByKey, isBlank, type Read } from './value.ts';

type Family = (component: Component, codes: CodesByKey) => Read;

const families: Readonly<Record<string, Family>> = {
  textfield: readText,
  textarea: readText,
  phoneNumber: readText,
  email: readEmail,
  hidden: readHidden,
  number: () => readNumber,
  money: () => readMoney,
  decimal: readDecimal,
  checkbox: () => readCheckbox,
  select: readChoice,
  radio: readChoice,
  selectboxes: readSelectBoxes,
  code: readCode,
  datetime: readDate,
  user: () => readReference,
  organization: () => readReference,
  region: () => readReference,
  record: () => readReference,
  attachment: () => readAttachments,
  signature: () => readSignature,
};

/** Most values a field with several may hold. */
const mostValues = 1_000;

/**
 * How the value of a leaf component is read. With `multiple` it is an array; an empty item is kept as null so that
 * later rules still name it by its index.
 */
export const readerOf = (component: Component, codes: CodesByKey): Read => {
  const one = families[String(component.type)]?.(component, codes) ?? refuse;
  return isMultiple(component) ? many(one) : one;
};

export const isMultiple = (component: Component): boolean =>
  component.multiple === true && component.type !== 'attachment';

const refuse: Read = (_value, sink) => sink.fail('type', { expected: 'none' });

const many =
  (one: Read): Read =>
  (value, sink) => {
    if (!Array.isArray(value)) return sink.fail('type', { expected: 'list' });
    if (value.length > mostValues) return sink.fail('tooManyItems', { limit: mostValues });
    const items = value.map((item, index) => {
      if (isBlank(item)) return null;
      sink.item = index;
      return one(item, sink) ?? null;
    });
    sink.item = -1;
    return items;
  };
