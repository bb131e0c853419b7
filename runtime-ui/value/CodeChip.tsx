import { Tag } from 'antd';
import type { Labels } from './lookup.ts';
import { type ShownField, showValue } from './show-value.ts';

interface CodeChipProps {
  readonly field: ShownField;
  readonly value: unknown;
  readonly labels: Labels;
  readonly organization: string;
}

/** Chips of colours the library has no name for. */
const hues: Readonly<Record<string, string>> = { yellow: 'gold' };

/** A value in words; a code whose list gives it a colour as a chip. */
export const CodeChip = ({ field, value, labels, organization }: CodeChipProps) => {
  const words = showValue(field, value, labels, organization);
  const color = field.type === 'code' && field.codes ? labels.color(field.codes, String(value)) : undefined;
  return color === undefined || words === '' ? words : <Tag color={hues[color] ?? color}>{words}</Tag>;
};
