/** Text as it is stored and compared: NFC, and without broken halves of a surrogate pair, which no file can hold. */
export const normalizeText = (text: string): string => text.toWellFormed().normalize('NFC');
