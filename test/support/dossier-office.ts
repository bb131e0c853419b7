import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readExample, type Step, stepsOf, Walk } from './jiangzhou/walk.ts';
import type { TestSystem } from './system.ts';
import { upload } from './upload.ts';

export interface Run {
  readonly id: string;
  readonly state: string;
  readonly done: number;
  readonly total: number;
  readonly pages: number;
  readonly pieces: number;
  readonly sha256: string | null;
}
interface Volume {
  readonly key: string;
  readonly parts: readonly { readonly title: { readonly zh: string }; readonly pieces: readonly Piece[] }[];
  readonly media: readonly { readonly name: string; readonly hash: string }[];
  readonly bound: (Run & { readonly current: boolean }) | null;
  readonly running: Run | null;
}
interface Piece {
  readonly kind: string;
  readonly title: string;
  readonly masked: boolean;
  readonly document: string | null;
}
interface Dossier {
  readonly key: string;
  readonly volumes: readonly Volume[];
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
export const film = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypmp42'), Buffer.alloc(2000, 7)]);

/** An office with the worked examples in it, and the people who bind. */
export class DossierOffice {
  readonly system: TestSystem;
  readonly walk: Walk;

  constructor(system: TestSystem) {
    this.system = system;
    this.walk = new Walk(system, () => undefined);
  }

  async play(name: string, until?: string, change: (step: Step) => Step = (step) => step): Promise<void> {
    const example = readExample(name);
    await this.walk.begin(example);
    for (const step of stepsOf(example)) {
      await this.walk.play(change(step));
      if (step.key === until) return;
    }
  }

  async volumes(actor: string): Promise<readonly Volume[]> {
    const [dossier] = await this.walk.get<readonly Dossier[]>(actor, `${this.walk.path('case')}/dossiers`);
    return dossier?.volumes ?? [];
  }

  ask(actor: string, volume: string) {
    return this.walk.request<Run>(actor, 'POST', `${this.walk.path('case')}/dossiers/case-file/${volume}`, {});
  }

  async bind(actor: string, volume: string): Promise<{ readonly run: Run; readonly pdf: Buffer }> {
    const asked = await this.ask(actor, volume);
    assert.equal(asked.status, 202, JSON.stringify(asked.body));
    await this.system.jobs.drain();
    const run = await this.walk.get<Run>(actor, `/print-runs/${asked.body.id}`);
    assert.equal(run.state, 'done', JSON.stringify(run));
    return { run, pdf: await this.pdf(actor, run.id) };
  }

  async pdf(actor: string, run: string): Promise<Buffer> {
    const { status, body } = await this.walk.request<Buffer>(actor, 'GET', `/print-runs/${run}/pdf`);
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  }

  /** A record of evidence with files in its field. */
  async evidence(files: readonly (readonly [string, Uint8Array])[]): Promise<void> {
    const { walk, system } = this;
    const data = {
      kind: 'audiovisual',
      title: '现场照片和录像',
      source: '现场拍摄',
      obtainedAt: '2026-05-08T01:00:00.000Z',
      collectors: ['lizhiyuan', 'wangxiaoqing'],
      proves: '现场情况',
    };
    const made = await walk.request<{ _id: string }>('lizhiyuan', 'POST', '/records/evidence', {
      data,
      parent: walk.thing('case').id,
    });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const at = `/records/evidence/${made.body._id}`;
    const client = walk.clients.get('lizhiyuan');
    assert.ok(client);
    const attached = [];
    for (const [name, bytes] of files) {
      const id = await upload(system.url, client, bytes);
      const { body, status } = await walk.request<object>('lizhiyuan', 'POST', `${at}/files`, {
        upload: id,
        name,
        field: 'files',
      });
      assert.equal(status, 201, JSON.stringify(body));
      const { id: file, hash, size, type } = body as { id: string; hash: string; size: number; type: string };
      attached.push({ id: file, sha256: hash, name, size, type });
    }
    const { version } = await walk.get<{ version: number }>('lizhiyuan', at);
    const saved = await walk.request('lizhiyuan', 'PUT', at, {
      form: 'evidence',
      version,
      data: { ...data, files: attached },
    });
    assert.equal(saved.status, 200, JSON.stringify(saved.body));
  }
}
