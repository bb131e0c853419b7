import { isOrganizationCode } from './organization-code.ts';

/** No I, O, S, V, Z. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const shape = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

/**
 * GB 32100: department, category, region (6 digits), subject code (an organization code by GB 11714), and the check
 * character 31 − (weighted sum mod 31).
 */
export const isCreditCode = (text: string): boolean => {
  if (!shape.test(text) || !isOrganizationCode(text.slice(8, 17))) return false;
  const sum = weights.reduce((total, weight, index) => total + weight * alphabet.indexOf(text.charAt(index)), 0);
  return text.endsWith(alphabet.charAt((31 - (sum % 31)) % 31));
};
