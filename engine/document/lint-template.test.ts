import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hasMessage } from '../message/has-message.ts';
import { lintStyle } from './lint-style.ts';
import { lintTemplate } from './lint-template.ts';

const codesOf = (source: string): string[] => lintTemplate(source, new Set(['known'])).map(({ code }) => code);

const refused: readonly (readonly [string, string, string])[] = [
  ['raw output', '{{{record.facts}}}', 'templateRaw'],
  ['raw output by ampersand', '{{&record.facts}}', 'templateRaw'],
  ['a raw helper', '{{{lines record.facts}}}', 'templateRaw'],
  ['an unknown helper', '{{explode record.facts}}', 'templateHelperUnknown'],
  ['an unknown helper inside a call', '{{#if (explode 1)}}x{{/if}}', 'templateHelperUnknown'],
  ['lookup', '{{lookup record "x"}}', 'templateHelperUnknown'],
  ['log', '{{log record}}', 'templateHelperUnknown'],
  ['a block on a field', '{{#record}}x{{/record}}', 'templateHelperUnknown'],
  ['an inline helper as block', '{{#money 1}}x{{/money}}', 'templateHelperUnknown'],
  ['an unknown partial', '{{> other}}', 'templatePartialUnknown'],
  ['a computed partial', '{{> (pick true "known")}}', 'templateInline'],
  ['an inline partial', '{{#*inline "a"}}x{{/inline}}', 'templateInline'],
  ['a partial block', '{{#> known}}x{{/known}}', 'templateInline'],
  ['a decorator', '{{* dec}}', 'templateInline'],
  ['constructor', '{{record.constructor.name}}', 'templatePathForbidden'],
  ['__proto__', '{{record.__proto__.x}}', 'templatePathForbidden'],
  ['a forbidden path in an argument', '{{money record.prototype}}', 'templatePathForbidden'],
  ['a script', '<script>1</script>', 'templateTag'],
  ['a link', '<link rel="stylesheet">', 'templateTag'],
  ['a frame', '<iframe></iframe>', 'templateTag'],
  ['an object', '<object></object>', 'templateTag'],
  ['a picture', '<img src="data:x">', 'templateTag'],
  ['meta', '<meta http-equiv="refresh" content="0">', 'templateTag'],
  ['base', '<base href="x">', 'templateTag'],
  ['svg', '<svg></svg>', 'templateTag'],
  ['a style element', '<style>p{}</style>', 'templateTag'],
  ['an anchor', '<a href="x">x</a>', 'templateTag'],
  ['a comment, where values could hide', '<!-- x -->', 'templateTag'],
  ['a doctype', '<!doctype html>', 'templateTag'],
  ['an event handler', '<p onclick="x">', 'templateAttribute'],
  ['an address', '<p src="x">', 'templateAttribute'],
  ['a background picture', '<p style="background:url(x)">', 'templateAttribute'],
  ['an escaped address', '<p style="background:u\\72l(x)">', 'templateAttribute'],
  ['a value in a style', '<p style="width:{{record.width}}">', 'templatePlace'],
  ['a value in a tag', '<p {{record.attributes}}>', 'templatePlace'],
  ['a value as tag name', '<{{record.tag}}>', 'templatePlace'],
  ['a partial in a tag', '<p class="{{> known}}">', 'templatePlace'],
  ['an unquoted value', '<p class={{record.x}}>', 'templateUnquoted'],
  [
    'a branch that opens an attribute the other does not',
    '{{#if record.a}}<p title="{{else}}<b>{{/if}}',
    'templateSplit',
  ],
  ['an unfinished tag', '<p class="a"', 'templateSplit'],
  ['nine blocks inside each other', `${'{{#if a}}'.repeat(9)}x${'{{/if}}'.repeat(9)}`, 'templateDeep'],
  ['twenty thousand values', '{{a}}'.repeat(20_001), 'templateLarge'],
  ['a path of thousands of parts', `{{${'a.'.repeat(5000)}b}}`, 'templatePathLong'],
  ['a quarter of a megabyte', 'x'.repeat(262_145), 'templateLarge'],
  ['an unclosed block', '{{#if a}}x', 'templateBlockOpen'],
  ['thousands of blocks inside each other', `${'{{#if a}}'.repeat(9000)}x${'{{/if}}'.repeat(9000)}`, 'templateDeep'],
];

describe('the lint of templates', () => {
  for (const [what, source, code] of refused) {
    it(`refuses ${what}`, () => assert.ok(codesOf(source).includes(code), JSON.stringify(codesOf(source))));
  }

  it('accepts what documents need', () => {
    const source = `{{!-- a note --}}<section class="a {{record.kind}}"><h2>{{listNo @index "heading"}}</h2>
{{#each children.goods as |item index|}}<tr><td colspan="{{../span}}">{{item.name}}</td></tr>{{else if record.x}}<br>{{else}}<hr />{{/each}}
{{#ifRegime "a"}}{{> known party=record.party}}{{/ifRegime}}{{fill (cnDate doc.date) min=3}}</section>`;
    assert.deepEqual(codesOf(source), []);
  });

  it('names the line of every fault', () => {
    assert.deepEqual(
      lintTemplate('<p>\n{{{a}}}\n<b>\n<i>x</i>\n<script>').map(({ path }) => path),
      ['/line/2', '/line/3', '/line/5'].filter((path) => path !== '/line/3'),
    );
    assert.equal(lintTemplate('a\nb\n{{#if x}}')[0]?.path.startsWith('/line/'), true);
  });

  it('has words for every code', () => {
    for (const code of new Set(refused.map(([, , code]) => code)))
      assert.ok(hasMessage(code, 'zh') && hasMessage(code, 'en'), code);
  });
});

describe('the lint of styles', () => {
  const refusedStyles: readonly (readonly [string, string])[] = [
    ['p{background:url(x)}', 'styleAddress'],
    ['p{background:URL (x)}', 'styleAddress'],
    ['p{background:\\75rl(x)}', 'styleAddress'],
    ['p{background:u\\rl(x)}', 'styleAddress'],
    ['p{background:ur/**/l(x);background:image-set("x")}', 'styleAddress'],
    ['@import "x";', 'styleImport'],
    ['@\\69mport "x";', 'styleImport'],
    ['@font-face{font-family:x}', 'styleImport'],
    ['p{width:expression(1)}', 'styleScript'],
    ['</style><script>', 'styleMarkup'],
    ['@page{size:3mm 3mm}', 'stylePageSize'],
    ['@page{margin:1mm;size : letter}', 'stylePageSize'],
  ];
  for (const [css, code] of refusedStyles) {
    it(`refuses ${css}`, () =>
      assert.ok(
        lintStyle(css).some((issue) => issue.code === code),
        JSON.stringify(lintStyle(css)),
      ));
  }

  it('accepts A4 and A3 pages, margin boxes and font sizes', () => {
    assert.deepEqual(
      lintStyle(
        '@page{size:A3 landscape;@top-left{content:"a" counter(page)}}@page :first{size:a4}p{font-size:12pt;background-size:9mm}',
      ),
      [],
    );
  });

  it('names the line', () =>
    assert.equal(lintStyle('p{}\n/* two\nlines */\np{background:url(x)}')[0]?.path, '/line/4'));
});
