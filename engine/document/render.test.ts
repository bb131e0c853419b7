import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { limits } from './limits.ts';
import { buildPage } from './page.ts';
import { createRenderer } from './render.ts';
import { visibleText } from './visible-text.ts';

const codes = { colour: { r: '红', g: '绿' } };
const renderer = createRenderer({ partials: { greet: '你好，{{name}}' }, codes });
const render = (source: string, view: object = {}): string => renderer(source, view);

const blank = (text: string): string => text.replaceAll('　', '_');

describe('helpers of documents', () => {
  const cases: readonly (readonly [string, object, string])[] = [
    ['{{cnDate x}}', { x: '2026-06-09' }, '2026年6月9日'],
    ['{{cnDate x}}', { x: '2026-06-08T17:00:00.000Z' }, '2026年6月9日'],
    ['{{cnDate x}}', {}, '__年__月__日'],
    ['{{cnDateTime x}}', { x: '2026-05-06T01:05:00.000Z' }, '2026年5月6日9时05分'],
    ['{{cnDateTime x}}', { x: '2026-05-06' }, '__年__月__日__时__分'],
    ['{{cnUpper x}}', { x: 10395000 }, '壹拾万叁仟玖佰伍拾元整'],
    ['{{cnUpper x}}', {}, ''],
    ['{{money x}} {{money x grouped=true}}', { x: 10395000 }, '103950.00 103,950.00'],
    ['{{money x}}', { x: 'a' }, ''],
    [
      '{{cnNumber 0}}{{cnNumber 5}}{{cnNumber 10}}{{cnNumber 15}}{{cnNumber 20}}{{cnNumber 60}}{{cnNumber 105}}{{cnNumber 110}}{{cnNumber 2026}}{{cnNumber 10001}}',
      {},
      '零五十十五二十六十一百零五一百一十二千零二十六一万零一',
    ],
    ['{{cnNumber x}}', { x: 'abc' }, 'abc'],
    ['{{check true "甲"}}', {}, '<span class="choice"><span class="box ticked"></span>甲</span>'],
    ['{{check 0 "<b>"}}', {}, '<span class="choice"><span class="box"></span>&lt;b&gt;</span>'],
    ['{{pick true "甲" "乙"}}{{pick false "甲" "乙"}}{{pick false "甲"}}', {}, '甲乙'],
    [
      '{{codeLabel "colour" "r"}} {{codeLabel "colour" x}} {{codeLabel "none" "y"}} {{codeLabel "colour" "constructor"}}',
      { x: ['r', 'g'] },
      '红 红、绿 y constructor',
    ],
    ['{{mask "phone" "13900000012"}}', {}, '139****0012'],
    ['{{#ifRegime "a" "b"}}1{{else}}2{{/ifRegime}}', { system: { regime: 'b' } }, '1'],
    ['{{#ifRegime "a"}}1{{else}}2{{/ifRegime}}', {}, '2'],
    [
      '{{#if (eq x "a" "b")}}1{{/if}}{{#if (and x y)}}2{{/if}}{{#if (or y x)}}3{{/if}}{{#if (not y)}}4{{/if}}{{#if (gt 2 1)}}5{{/if}}{{#if (includes z "q")}}6{{/if}}',
      { x: 'b', y: [], z: ['q'] },
      '13456',
    ],
    [
      '{{#each x}}{{listNo @index "heading"}}{{listNo @index "bracket"}}{{listNo @index}}{{/each}}',
      { x: [1, 2] },
      '一、（一）1.二、（二）2.',
    ],
    ['{{blankFrom}}', {}, '<p class="blank-from">（以下空白）</p>'],
    ['{{lines x}}', { x: '甲<\n\n 乙 \r\n丙' }, '<p>甲&lt;</p><p>乙</p><p>丙</p>'],
    ['{{fill x min=3}}{{fill y min=2}}', { x: '甲' }, '<span class="fill">甲__</span><span class="fill">__</span>'],
    ['{{quote "甲"}}{{quote "“乙”"}}{{quote x}}', {}, '“甲”“乙”'],
    [
      '{{count x}}{{sum x "a.b"}}{{join x "c"}}{{join x "c" separator="/"}}',
      { x: [{ a: { b: 1 }, c: '甲' }, { a: { b: 2 }, c: '' }, { c: '乙' }] },
      '33甲、乙甲/乙',
    ],
    [
      '{{#with (first x)}}{{a}}{{/with}}{{#with (last x)}}{{a}}{{/with}}{{#each (where x "a" 2 3)}}{{a}}{{/each}}{{#each (rows x 4)}}[{{a}}]{{/each}}',
      { x: [{ a: 1 }, { a: 2 }, { a: 3 }] },
      '1323[1][2][3][]',
    ],
    [
      '{{qrCode x}}',
      { x: { size: 21, path: 'M0 0h7v1z' } },
      '<svg class="qr-code" viewBox="0 0 21 21" shape-rendering="crispEdges" aria-hidden="true"><path d="M0 0h7v1z"/></svg>',
    ],
    ['{{qrCode x}}', { x: { size: 21, path: '"/><script>' } }, ''],
    ['{{> greet name=x}}', { x: '王' }, '你好，王'],
  ];
  for (const [source, view, expected] of cases) it(source, () => assert.equal(blank(render(source, view)), expected));

  it('every code of a list can be shown as a box', () => {
    assert.match(render('{{choices "colour" "g"}}'), /box"><\/span>红.*box ticked"><\/span>绿/);
  });

  it('a seal shows every character of its name and nothing of its markup', () => {
    const seal = render('{{sealBox x}}', { x: '江州<局>' });
    assert.equal(seal.match(/<text/g)?.length, 5);
    assert.match(seal, /&lt;<\/text>/);
  });
});

describe('the renderer', () => {
  it('escapes what is printed', () =>
    assert.equal(render('{{x}}', { x: `<a href="x">'&` }), '&lt;a href&#x3D;&quot;x&quot;&gt;&#x27;&amp;'));

  it('reads no inherited property', () => {
    const source = '[{{x.constructor}}][{{x.__proto__}}][{{x.toString}}][{{@root.constructor.name}}][{{x.length}}]';
    assert.equal(render(source, { x: {} }), '[][][][][]');
  });

  it('knows no helper but its own', () => {
    assert.throws(() => render('{{explode 1}}'), /explode/);
    assert.throws(() => render('{{lookup x "a"}}', { x: { a: 1 } }), /lookup/);
  });

  it('refuses to print more than three megabytes', () => {
    assert.throws(
      () => render('{{#each x}}{{@root.y}}{{/each}}', { x: Array.from({ length: 40 }), y: 'a'.repeat(100_000) }),
      RangeError,
    );
    assert.equal(limits.output, 3 * 1024 * 1024);
  });
});

describe('the page', () => {
  const roles = { num: { preferred: ['A"b'], shipped: ['Zhifa Song'] } };
  const options = { title: '<t>', body: '<p>正文</p>', styles: ['p{}</style>'], roles, draft: false };

  it('lets nothing be fetched and carries its styles', () => {
    const html = buildPage(options);
    assert.match(html, /<meta http-equiv="Content-Security-Policy" content="default-src 'none';/);
    assert.match(html, /--font-num:"Ab","Zhifa Song",serif/);
    assert.equal(html.match(/<\/style>/g)?.length, 1);
    assert.match(html, /<title>&lt;t&gt;<\/title>/);
  });

  it('shows the mark of a draft, or the code to verify, never both', () => {
    const qr = { size: 21, path: 'M0 0h1v1z' };
    assert.match(buildPage({ ...options, qr }), /class="verification"/);
    const draft = buildPage({ ...options, qr, draft: true });
    assert.match(draft, /class="watermark"[^>]*>草稿</);
    assert.doesNotMatch(draft, /class="verification"/);
  });

  it('gives the characters it prints', () => {
    assert.equal(visibleText(buildPage(options)).replaceAll(/\s/g, ''), '正文');
    assert.equal(
      visibleText('<p class="䶮">&lt;&#x9f8d;&#40857;&amp;</p>').trim(),
      '<龍龙&'.replace('龙', String.fromCodePoint(40857)),
    );
  });
});
