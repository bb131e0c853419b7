import type { DocumentHelper } from '../document-helper.ts';

/** `{{pick condition "this" "that"}}`: prints one of two texts; without a second one, this or nothing. */
export const pick: DocumentHelper = {
  name: 'pick',
  run: ({ args: [condition, yes, no] }) => (condition ? yes : (no ?? '')),
};
