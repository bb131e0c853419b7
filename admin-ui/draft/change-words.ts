import type { MemberChange } from '#engine/definition/diff.ts';
import { isObject } from '#engine/json.ts';
import type { ParameterDefinition } from '#engine/schema/types.gen.ts';
import type { Speech } from '../catalog/labels.ts';
import type { Pack } from '../catalog/pack.ts';
import { seriesTitle, showParameterValue } from '../parameter/show-parameter.ts';

/** One difference as people read it. */
export interface ChangeLine {
  /** Where: in words as far as there are any. */
  readonly place: string;
  readonly change: MemberChange['change'];
  readonly before: string;
  readonly after: string;
}

const shortened = 200;
const plain = (value: unknown): string => {
  if (value === undefined) return '';
  if (
    isObject(value) &&
    typeof value.zh === 'string' &&
    Object.keys(value).every((key) => key === 'zh' || key === 'en')
  )
    return [value.zh, value.en].filter(Boolean).join(' / ');
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > shortened ? `${text.slice(0, shortened)}…` : text;
};

const parse = (text: string | null): unknown => {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
};

export interface ChangedText {
  readonly before: string | null;
  readonly after: string | null;
  readonly changes: readonly MemberChange[];
}

const asParameter = (value: unknown): ParameterDefinition | undefined =>
  isObject(value) && value.kind === 'parameter' && Array.isArray(value.values)
    ? (value as unknown as ParameterDefinition)
    : undefined;

/** The differences of one file in plain words; values of parameters as yuan, lengths and labels with for whom they hold. */
export const changeLines = (changed: ChangedText, pack: Pack | undefined, speech: Speech): ChangeLine[] => {
  const before = asParameter(parse(changed.before));
  const after = asParameter(parse(changed.after));
  return changed.changes.map((change) => {
    const shown = pack && (after ?? before) ? parameterChange(change, { before, after }, pack, speech) : undefined;
    return (
      shown ?? {
        place: placeWords(change.path, speech),
        change: change.change,
        before: plain(change.before),
        after: plain(change.after),
      }
    );
  });
};

/** A JSON Pointer with the members that have a word in words, places in lists counted from 1. */
const placeWords = (path: string, { messages }: Speech): string =>
  path
    .split('/')
    .slice(1)
    .map((part) => {
      if (/^\d+$/.test(part))
        return (messages['place.item'] ?? '{number}').replace('{number}', String(Number(part) + 1));
      return messages[`member.${part}`] ?? part.replaceAll('~1', '/').replaceAll('~0', '~');
    })
    .join(messages['place.below'] ?? '/');

interface Sides {
  readonly before: ParameterDefinition | undefined;
  readonly after: ParameterDefinition | undefined;
}

/** `/values/3`, `/values/3/value` or a member below it. */
const valuePlace = /^\/values\/(\d+)(?:\/([a-zA-Z]+))?(?:\/.*)?$/;

const parameterChange = (
  { path, change, ...sides }: MemberChange,
  { before, after }: Sides,
  pack: Pack,
  speech: Speech,
): ChangeLine | undefined => {
  const match = valuePlace.exec(path);
  const parameter = after ?? before;
  if (match === null || parameter === undefined) return undefined;
  const [, index = '', member] = match;
  const whole = (definition: ParameterDefinition | undefined) => definition?.values[Number(index)];
  const subject = whole(after) ?? whole(before);
  if (subject === undefined) return undefined;
  const show = (value: unknown) => showParameterValue(pack.catalog, parameter, value, speech);
  const wholeText = (value: unknown) =>
    isObject(value) ? [value.from, show(value.value), value.basis].filter(Boolean).join(' · ') : '';
  const text = (side: 'before' | 'after'): string => {
    const own = sides[side];
    if (member === undefined) return wholeText(own);
    const definition = side === 'before' ? before : after;
    return member === 'value' ? show(whole(definition)?.value) : plain(own);
  };
  const where = [seriesTitle(pack.catalog, parameter, subject, speech), subject.from].filter(Boolean);
  const what = member === undefined ? [] : [speech.messages[`parameter.member.${member}`] ?? member];
  return { place: [...where, ...what].join(speech.messages.dot), change, before: text('before'), after: text('after') };
};
