import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kinds } from '#engine/definition/kinds.ts';
import en from '../message/en.json' with { type: 'json' };
import zh from '../message/zh.json' with { type: 'json' };
import { emptyValue, variantOf } from './empty-value.ts';
import { itemsOf, membersOf, type SchemaNode, schemaOf, shapeOf, valuesOf, variantsOf } from './schema-node.ts';

/** Kinds that have editors of their own, whose schemas nobody sees. */
const drawn = new Set(['form', 'workflow', 'ruleset']);

const below = (node: SchemaNode): readonly (readonly [string, SchemaNode])[] => {
  const shape = shapeOf(node);
  if (shape === 'list') return [['', itemsOf(node)]];
  if (shape === 'union') return variantsOf(node).map((one) => ['', one]);
  const values = shape === 'map' ? valuesOf(node) : undefined;
  return shape === 'object' ? membersOf(node) : values === undefined ? [] : [['', values]];
};

const walk = (node: SchemaNode, see: (name: string, node: SchemaNode) => void, depth = 0): void => {
  if (depth > 9) return;
  for (const [name, member] of below(node)) {
    see(name, member);
    walk(member, see, depth + 1);
  }
};

test('every member of every kind that is edited after its schema is called by a word in both languages', () => {
  const missing = new Set<string>();
  for (const kind of kinds.filter((one) => !drawn.has(one)))
    walk(schemaOf(kind) ?? assert.fail(kind), (name) => {
      if (name === '' || ['kind', 'key'].includes(name)) return;
      for (const words of [zh, en] as Readonly<Record<string, string>>[])
        if (words[`member.${kind}.${name}`] === undefined && words[`member.${name}`] === undefined)
          missing.add(`${kind}: ${name}`);
    });
  assert.deepEqual([...missing], []);
});

test('what is added to a union is known again as the way it was added', () => {
  let unions = 0;
  for (const kind of kinds.filter((one) => !drawn.has(one)))
    walk(schemaOf(kind) ?? assert.fail(kind), (name, node) => {
      if (shapeOf(node) !== 'union') return;
      unions += 1;
      for (const [index, variant] of variantsOf(node).entries())
        assert.equal(variantOf(node, emptyValue(variant)), index, `${kind} ${name} ${index}`);
    });
  assert.ok(unions > 10);
});
