import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { TemplateJob } from './template-job.ts';
import { createTemplateRunner } from './template-runner.ts';

const runner = createTemplateRunner({ deadlineMs: 1000 });
after(() => runner.close());

const job = (template: string, more: Partial<TemplateJob> = {}): TemplateJob => ({
  template,
  partials: {},
  styles: ['p{font-size:12pt}'],
  codes: {},
  roles: {},
  view: {},
  title: 't',
  draft: false,
  ...more,
});
const many = (count: number): object => ({ list: Array.from({ length: count }, (_, index) => index) });
const failureOf = async (made: TemplateJob): Promise<string> => {
  const answer = await runner.render(made);
  assert.ok('failure' in answer, JSON.stringify(answer).slice(0, 200));
  return answer.failure;
};

describe('templates in their thread', () => {
  it('a document comes back as a page', async () => {
    const answer = await runner.render(job('<p>{{x}}</p>', { view: { x: '正文<' } }));
    assert.ok('html' in answer);
    assert.match(answer.html, /<p>正文&lt;<\/p>/);
  });

  it('faults of template, partials and styles are told, and nothing is rendered', async () => {
    const answer = await runner.render(job('{{{x}}}', { partials: { p: '<script>' }, styles: ['@import "x";'] }));
    assert.ok('issues' in answer);
    assert.deepEqual(
      new Set(answer.issues.map(({ code }) => code)),
      new Set(['templateRaw', 'templateTag', 'styleImport']),
    );
  });

  it('a template that runs without end is stopped, and the next one is rendered', async () => {
    const source = `${'{{#each @root.list}}'.repeat(8)}{{#if a}}x{{/if}}${'{{/each}}'.repeat(8)}`.replace(
      '{{#if a}}x{{/if}}',
      '',
    );
    assert.match(await failureOf(job(source, { view: many(60) })), /longer than 1000 ms/);
    assert.ok('html' in (await runner.render(job('<p>'))));
  });

  it('a template that prints without end is stopped', async () => {
    const source = `${'{{#each @root.list}}'.repeat(6)}{{@root.text}}${'{{/each}}'.repeat(6)}`;
    assert.ok(await failureOf(job(source, { view: { ...many(40), text: 'x'.repeat(1000) } })));
    assert.ok('html' in (await runner.render(job('<p>'))));
  });

  it('partials that include each other are stopped', async () => {
    assert.ok(await failureOf(job('{{> a}}', { partials: { a: '{{> b}}', b: '{{> a}}' } })));
    assert.ok('html' in (await runner.render(job('<p>'))));
  });

  it('a document of more than three megabytes is refused', async () => {
    assert.match(
      await failureOf(
        job('{{#each list}}{{@root.text}}{{/each}}', { view: { ...many(40), text: 'x'.repeat(100_000) } }),
      ),
      /3145728/,
    );
  });

  it('a template cannot reach the process', async () => {
    const answer = await runner.render(job('[{{process.pid}}][{{@root.process.env.SECRET}}][{{this.globalThis}}]'));
    assert.ok('html' in answer && answer.html.includes('[][][]'));
  });
});
