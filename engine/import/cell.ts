/** One cell as the file has it. Numbers keep the text the file writes them with. */
export interface Cell {
  readonly text: string;
  readonly kind: 'text' | 'number' | 'boolean' | 'formula' | 'error';
}

/** One line of a table: its number in the file (the heads are line 1) and its cells, in the order of the heads. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly (Cell | undefined)[];
}
