/** What one file may hold. A workbook within them is read in bounded memory. */
export const limits = {
  /** Bytes of the file. */
  file: 64 * 1024 ** 2,
  rows: 200_000,
  columns: 256,
  /** Characters of one cell, as spreadsheets have it. */
  cell: 32_767,
  /** Characters of one row as written in a workbook. */
  row: 4 * 1024 ** 2,
  /** Characters a workbook may unfold to, in its rows and in its table of texts. */
  sheet: 2 * 1024 ** 3,
  texts: 64 * 1024 ** 2,
  /** Parts of a workbook that are read whole. */
  part: 4 * 1024 ** 2,
  parts: 2000,
} as const;
