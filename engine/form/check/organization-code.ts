const shape = /^[0-9A-Z]{8}-?[0-9X]$/;
const weights = [3, 7, 9, 10, 5, 8, 4, 2] as const;
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** GB 11714: eight characters and a check character (sum of weighted values mod 11), with or without its hyphen. */
export const isOrganizationCode = (text: string): boolean => {
  if (!shape.test(text)) return false;
  const sum = weights.reduce((total, weight, index) => total + weight * alphabet.indexOf(text.charAt(index)), 0);
  return text.endsWith('0123456789X0'.charAt(11 - (sum % 11)));
};

/** As printed: `XXXXXXXX-X`. */
export const formatOrganizationCode = (text: string): string => {
  const code = text.trim().toUpperCase();
  return /^[0-9A-Z]{9}$/.test(code) ? `${code.slice(0, 8)}-${code.slice(8)}` : code;
};
