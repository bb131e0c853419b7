import type { FieldInfo } from '#engine/form/form.ts';
import { addDays, toCivilDate } from '#engine/time.ts';
import type { SeededRandom } from '../forms/seeded-random.ts';

/** What values of fields are chosen from. */
export interface LikelyWorld {
  readonly random: SeededRandom;
  readonly now: string;
  readonly codes: (list: string) => readonly string[];
  readonly people: readonly string[];
  readonly organizations: readonly string[];
  readonly regions: readonly string[];
  /** Ids of records of a module that may be chosen. */
  readonly records: (module: string) => readonly string[];
}

const words = '当事人在生产经营场所销售的产品经抽样检验判定为不合格现已查明有关事实证据确凿依法应当予以处理';
const sound: Readonly<Record<string, string>> = {
  uscc: '91990102M10000012Y',
  orgCode: 'M1000001-2',
  idNo: '990103198006220021',
  phone: '13900000000',
};

export const likelyText = (random: SeededRandom, least: number, most: number): string => {
  const length = Math.max(1, Math.min(most, least + random.int(0, 12)));
  const from = random.int(0, words.length - 1);
  return Array.from({ length }, (_, index) => words[(from + index) % words.length]).join('');
};

type Make = (field: FieldInfo, world: LikelyWorld) => unknown;

const several = (one: unknown, { multiple }: FieldInfo): unknown => (multiple && one !== undefined ? [one] : one);
const chosen = (items: readonly string[], { random }: LikelyWorld): string | undefined =>
  items.length === 0 ? undefined : random.pick(items);

const makers: Readonly<Record<string, Make>> = {
  textfield: ({ check = [], longest = 60 }, { random }) =>
    check.map((name) => sound[name]).find((one) => one !== undefined) ?? likelyText(random, 4, longest),
  textarea: ({ longest = 4000 }, { random }) => likelyText(random, 20, longest),
  number: (_, { random }) => random.int(1, 30),
  decimal: (_, { random }) => `${random.int(1, 3)}`,
  money: (_, { random }) => random.int(1, 300) * 10_000,
  checkbox: (_, { random }) => random.chance(0.5),
  code: (field, world) => several(chosen(world.codes(field.codes ?? ''), world), field),
  user: (field, world) => several(chosen(world.people, world), field),
  organization: (field, world) => several(chosen(world.organizations, world), field),
  region: (field, world) => several(chosen(world.regions, world), field),
  record: (field, world) => several(chosen(world.records(field.module ?? ''), world), field),
  datetime: (_, { random, now }) =>
    random.chance(0.5) ? now : `${addDays(toCivilDate(now), -random.int(0, 20))}T02:00:00.000Z`,
  email: () => 'office@example.org',
  phoneNumber: () => '13900000000',
};

/** A value of a field's type, right in itself; undefined for what cannot be made up, such as a file. */
export const likelyValue = (field: FieldInfo, world: LikelyWorld): unknown => makers[field.type]?.(field, world);

/** A day for a date that holds no time of day. */
export const likelyDay = ({ random, now }: LikelyWorld): string => addDays(toCivilDate(now), -random.int(0, 20));
