import { defineEntity, p } from '@mikro-orm/core';
import type { Tables } from '../tables.ts';

/** Column kinds of the entities; a trailing `?` allows NULL, `!` marks the primary key. */
type Kind = 'string' | 'text' | 'integer';
type Word = Kind | `${Kind}?` | `${Kind}!`;

const property = (word: Word) => {
  const kind = word.replace(/[?!]$/, '') as Kind;
  const made = kind === 'string' ? p.string() : kind === 'text' ? p.text() : p.integer();
  if (word.endsWith('!')) return made.primary();
  return word.endsWith('?') ? made.nullable() : made;
};

/** A fixed table as an entity of the ORM: every column of the table contract, and no other. */
export const entity = <K extends keyof Tables>(table: K, columns: { readonly [C in keyof Tables[K]]-?: Word }) =>
  defineEntity({
    name: table,
    tableName: table,
    properties: Object.fromEntries(Object.entries<Word>(columns).map(([name, word]) => [name, property(word)])),
  });
