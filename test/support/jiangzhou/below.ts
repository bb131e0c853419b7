import assert from 'node:assert/strict';
import type { CaseHand, CaseRecord, Data } from './case-hand.ts';
import type { MatterHand } from './matter-hand.ts';

export const returned = { result: 'return', opinion: '请补充。' };
export const rejected = { result: 'reject', opinion: '不同意。' };
export const officers = ['lizhiyuan', 'wangxiaoqing'];

/** A record below a case, with what its people do to it. */
export class Below {
  readonly matters: MatterHand;
  readonly module: string;
  readonly id: string;

  constructor(matters: MatterHand, module: string, id: string) {
    this.matters = matters;
    this.module = module;
    this.id = id;
  }

  async do(action: string, data: Data = {}, state?: string, actor = 'lizhiyuan'): Promise<CaseRecord> {
    const record = await this.matters.on(this.module, this.id, action, data, actor);
    if (state !== undefined) assert.equal(record.state, state, `${this.module} ${action}`);
    return record;
  }

  /** Asked, taken back, asked and sent back, and asked again: whoever decides agrees. */
  async ask(action: string, leader: string, state: string, data: Data = {}): Promise<void> {
    await this.do(action, data);
    await this.do(`${action}.recall`);
    await this.do(action, data);
    await this.do(action, returned, undefined, leader);
    await this.do(action, data);
    await this.do(action, { result: 'agree', opinion: '同意。' }, state, leader);
  }

  /** Submitted to those who sign, after it was taken back and sent back once. */
  async submit(steps: readonly string[], state: string): Promise<void> {
    await this.do('submit');
    await this.do('approve.recall');
    await this.do('submit');
    await this.do('approve', returned, undefined, steps[0]);
    await this.signed(steps, state);
  }

  async signed(steps: readonly string[], state: string): Promise<void> {
    await this.do('submit');
    for (const [index, who] of steps.entries())
      await this.do(
        'approve',
        { result: 'agree', opinion: '同意。' },
        index === steps.length - 1 ? state : undefined,
        who,
      );
  }

  /** Whoever decides in the end does not agree. */
  async refuse(steps: readonly string[], state: string): Promise<void> {
    await this.do('submit');
    for (const [index, who] of steps.entries()) {
      const isLast = index === steps.length - 1;
      await this.do(
        'approve',
        isLast ? rejected : { result: 'agree', opinion: '同意。' },
        isLast ? state : undefined,
        who,
      );
    }
  }

  async state(): Promise<string> {
    return (await this.matters.hand.record('lizhiyuan', this.module, this.id)).state;
  }
}

export const leaders = ['zhangguodong', 'liumin'];

export const made = async (matters: MatterHand, module: string, data: Data, actor = 'lizhiyuan'): Promise<Below> =>
  new Below(matters, module, await matters.make(module, data, actor));

export const today = (hand: CaseHand): string => hand.system.clock().slice(0, 10);
