/** What a template may cost (measured: more makes compiling or printing hang). */
export const limits = {
  /** UTF-16 units of source. */
  source: 262_144,
  /** Nodes of the syntax tree. */
  nodes: 20_000,
  /** Blocks inside blocks. */
  depth: 8,
  /** Segments of one path. */
  path: 20,
  /** UTF-16 units of printed HTML. */
  output: 3 * 1_048_576,
} as const;
