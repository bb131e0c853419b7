/** Starts that a spreadsheet takes for a formula, the full-width signs included (OWASP, CSV injection). */
const formulaStart = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/** Text for a spreadsheet cell; an apostrophe in front keeps a would-be formula text. */
export const neutralizeCell = (text: string): string => (formulaStart.test(text) ? `'${text}` : text);
