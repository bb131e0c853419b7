import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkTemplatePaths } from './check-template.ts';
import { usedPaths } from './used-paths.ts';

const pathsOf = (source: string, partials: Record<string, string> = {}): string[] =>
  [...new Set(usedPaths({ name: 't', source }, partials).map(({ path }) => path))].sort();

describe('the paths a template reads', () => {
  const cases: readonly (readonly [string, string, string[], Record<string, string>?])[] = [
    ['fields', '{{record.title}} {{doc.number}}', ['doc.number', 'record.title']],
    [
      'items of a list',
      '{{#each children.goods}}{{name}}{{this.unit}}{{@index}}{{/each}}',
      ['children.goods', 'children.goods.*.name', 'children.goods.*.unit'],
    ],
    ['the item itself', '{{#each record.tags}}{{this}}{{/each}}', ['record.tags', 'record.tags.*']],
    [
      'the scope around a list',
      '{{#with record}}{{#each list}}{{../title}}{{@root.now}}{{/each}}{{/with}}',
      ['now', 'record', 'record.list', 'record.title'],
    ],
    [
      'block parameters',
      '{{#each a.b as |item i|}}{{#if i}}{{item.c}}{{/if}}{{#each item.d}}{{item.e}}{{/each}}{{/each}}',
      ['a.b', 'a.b.*.c', 'a.b.*.d', 'a.b.*.e'],
    ],
    ['one item by number', '{{children.person.0.name}}{{children.person.[1].name}}', ['children.person.*.name']],
    ['arguments of helpers', '{{fill (cnDate record.date) min=record.width}}', ['record.date', 'record.width']],
    [
      'conditions',
      '{{#if (and record.a (not record.b))}}{{else if record.c}}{{/if}}',
      ['record.a', 'record.b', 'record.c'],
    ],
    [
      'through helpers that pass items on',
      '{{#with (last documents.notice) as |n|}}{{n.number}}{{/with}}',
      ['documents.notice', 'documents.notice.*.number'],
    ],
    [
      'through helpers that pass lists on',
      '{{#each (rows (where children.e "used" true) 3)}}{{title}}{{/each}}',
      ['children.e', 'children.e.*.title', 'children.e.*.used'],
    ],
    [
      'fields named as text',
      '{{sum children.pay "amount"}}{{join children.pay "voucher.no"}}',
      ['children.pay', 'children.pay.*.amount', 'children.pay.*.voucher.no'],
    ],
    [
      'partials with arguments',
      '{{> p party=record.person}}',
      ['record.person', 'record.person.name'],
      { p: '{{party.name}}' },
    ],
    [
      'partials with a context',
      '{{#each record.list}}{{> p this}}{{/each}}',
      ['record.list', 'record.list.*', 'record.list.*.x'],
      { p: '{{x}}' },
    ],
    [
      'arguments of a partial inside its own list',
      '{{> p list=record.rows span=doc.span}}',
      ['doc.span', 'record.rows', 'record.rows.*.span', 'record.rows.*.title'],
      { p: '{{#each list}}{{title}}{{span}}{{../span}}{{/each}}' },
    ],
    ['partials of partials', '{{> p a=record.a}}', ['record.a', 'record.a.b'], { p: '{{> q x=a.b}}', q: '{{x}}' }],
    ['nothing where a value is computed', '{{#with (eq 1 2)}}{{x.y}}{{/with}}', []],
  ];
  for (const [what, source, expected, partials] of cases)
    it(`are found: ${what}`, () => assert.deepEqual(pathsOf(source, partials), expected));

  it('carry the template or partial and the line', () => {
    const found = usedPaths({ name: 'case/x', source: '\n{{record.a}}\n{{> p}}' }, { p: 'one\ntwo {{record.b}}' });
    assert.deepEqual(found, [
      { path: 'record.a', template: 'case/x', line: 2 },
      { path: 'record.b', template: 'p', line: 2 },
    ]);
  });

  it('are found in finite time when partials include each other', () => {
    assert.deepEqual(pathsOf('{{> a}}', { a: '{{record.x}}{{> b}}{{> b}}', b: '{{> a}}{{> a}}' }), ['record.x']);
    assert.ok(
      pathsOf('{{> a}}', { a: '{{> b}}'.repeat(300), b: '{{> c}}'.repeat(300), c: '{{> d}}'.repeat(300), d: '{{x}}' })
        .length <= 1,
    );
  });
});

describe('the check of template paths', () => {
  const known = new Set(['record.title', 'children.goods.*.name', 'organization.**']);
  it('names template, line and field of what the view lacks', () => {
    const used = usedPaths({
      name: 'case/x',
      source: '{{record.title}}\n{{record.titel}}{{#each children.goods}}{{colour}}{{/each}}',
    });
    assert.deepEqual(checkTemplatePaths(used, known), [
      { path: '/line/2', code: 'templatePathUnknown', params: { template: 'case/x', line: 2, field: 'record.titel' } },
      {
        path: '/line/2',
        code: 'templatePathUnknown',
        params: { template: 'case/x', line: 2, field: 'children.goods.*.colour' },
      },
    ]);
  });
  it('knows containers and what is open', () => {
    const used = usedPaths({
      name: 't',
      source: '{{#if children.goods}}{{organization.bank.account}}{{/if}}{{#with record}}{{title}}{{/with}}',
    });
    assert.deepEqual(checkTemplatePaths(used, known), []);
  });
  it('asks a function as well', () => {
    const used = usedPaths({ name: 't', source: '{{a}}{{b}}' });
    assert.deepEqual(
      checkTemplatePaths(used, (path) => path === 'a').map(({ params }) => params?.field),
      ['b'],
    );
  });
});
