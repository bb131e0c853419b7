import { decimalScale } from '../condition/value.ts';

const scale = 10n ** BigInt(decimalScale);

/** A decimal scaled by 10^6 as it is written: 12.5. */
export const decimalText = (scaled: bigint): string => {
  const size = scaled < 0n ? -scaled : scaled;
  const fraction = String(size % scale)
    .padStart(decimalScale, '0')
    .replace(/0+$/, '');
  return `${scaled < 0n ? '-' : ''}${size / scale}${fraction === '' ? '' : `.${fraction}`}`;
};
