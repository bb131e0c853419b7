import { isCivilDate } from '../../time.ts';

const shape = /^\d{17}[\dX]$/;
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

/** GB 11643: region, birthday (a real date from 1900 on), order, and the check character (weighted sum mod 11). */
export const isIdentityNumber = (text: string): boolean => {
  if (!shape.test(text)) return false;
  const birthday = birthdayOf(text);
  if (!isCivilDate(birthday) || birthday < '1900-01-01') return false;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text.charAt(index)), 0);
  return text.endsWith('10X98765432'.charAt(sum % 11));
};

/** The birthday written in an identity number of 18 characters. */
export const birthdayOf = (text: string): string => `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
