import { equality } from './equality.ts';
import { hierarchy } from './hierarchy.ts';
import type { Operator } from './operator.ts';
import { order } from './order.ts';
import { presence } from './presence.ts';
import { set } from './set.ts';
import { text } from './text.ts';

/** Raised whenever the answer of an operator changes; stored decisions name the version they were made with. */
export const operatorSemantics = 1;

const all = [...equality, ...order, ...text, ...set, ...hierarchy, ...presence];

export const operators: ReadonlyMap<string, Operator> = new Map(all.map((operator) => [operator.key, operator]));
