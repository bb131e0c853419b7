import { isCreditCode } from './credit-code.ts';
import { isIdentityNumber } from './identity-number.ts';
import { formatOrganizationCode, isOrganizationCode } from './organization-code.ts';
import { isPhoneNumber } from './phone-number.ts';

export interface Check {
  readonly accepts: (text: string) => boolean;
  /** The one spelling that is judged and stored. */
  readonly format: (text: string) => string;
}

const capitals = (text: string): string => text.trim().toUpperCase();

/** What `meta.check` may name. */
export const checks: Readonly<Record<string, Check>> = {
  uscc: { accepts: isCreditCode, format: capitals },
  orgCode: { accepts: isOrganizationCode, format: formatOrganizationCode },
  idNo: { accepts: isIdentityNumber, format: capitals },
  phone: { accepts: isPhoneNumber, format: (text) => text.trim() },
};

/** The text in the spelling of the first check that accepts it, or undefined when none does. */
export const acceptedBy = (names: readonly string[], text: string): string | undefined => {
  for (const name of names) {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    const spelled = check?.format(text);
    if (spelled !== undefined && check?.accepts(spelled)) return spelled;
  }
  return undefined;
};
