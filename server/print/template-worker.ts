import { parentPort } from 'node:worker_threads';
import { lintStyle } from '#engine/document/lint-style.ts';
import { lintTemplate } from '#engine/document/lint-template.ts';
import { buildPage } from '#engine/document/page.ts';
import { createRenderer, type Renderer } from '#engine/document/render.ts';
import type { Issue } from '#engine/issue.ts';
import type { TemplateAnswer, TemplateJob } from './template-job.ts';

const maximumKept = 8;
const renderers = new Map<string, Renderer>();
const clean = new Set<string>();

/** The renderer of a set of partials and code lists, made once; the oldest gives way. */
const rendererOf = ({ partials, codes }: TemplateJob): Renderer => {
  const key = JSON.stringify([partials, codes]);
  const kept = renderers.get(key);
  if (kept) return kept;
  const oldest = renderers.keys().next().value;
  if (renderers.size >= maximumKept && oldest !== undefined) renderers.delete(oldest);
  const renderer = createRenderer({ partials, codes });
  renderers.set(key, renderer);
  return renderer;
};

const judgeOnce = (source: string, judge: (source: string) => Issue[]): Issue[] => {
  if (clean.has(source)) return [];
  const issues = judge(source);
  if (issues.length === 0) clean.add(source);
  return issues;
};

const answer = (job: TemplateJob): TemplateAnswer => {
  const names = new Set(Object.keys(job.partials));
  const sources = [job.template, ...Object.values(job.partials)];
  const issues = [
    ...sources.flatMap((source) => judgeOnce(source, (text) => lintTemplate(text, names))),
    ...job.styles.flatMap((css) => judgeOnce(css, lintStyle)),
  ];
  if (issues.length > 0) return { issues };
  const body = rendererOf(job)(job.template, job.view);
  const { title, styles, roles, draft, qr } = job;
  return { html: buildPage({ title, body, styles, roles, draft, ...(qr ? { qr } : {}) }) };
};

parentPort?.on('message', (job: TemplateJob) => {
  try {
    parentPort?.postMessage(answer(job));
  } catch (error) {
    parentPort?.postMessage({
      failure: String(error instanceof Error ? error.message : error).slice(0, 500),
    } satisfies TemplateAnswer);
  }
});

parentPort?.postMessage('ready');
