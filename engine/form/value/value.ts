import type { Sink } from '../sink.ts';

/** The codes of a list by its key, or undefined when there is no such list. */
export type CodesByKey = (key: string) => ReadonlySet<string> | undefined;

/**
 * Reads one value of a field: gives it in its one stored spelling, or undefined when it is empty. A fault is named in
 * the sink; a value of another JSON type then counts as empty, while a text that merely is no date, no
 * id or no offered choice is given on, so that conditions see what the page saw.
 */
export type Read = (value: unknown, sink: Sink) => unknown;

/** What Form.io and people send for "nothing here". */
export const isBlank = (value: unknown): boolean => value === undefined || value === null || value === '';
