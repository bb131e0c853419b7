import assert from 'node:assert/strict';
import { machine } from '#server/command/context.ts';
import { openForPlatform } from '#server/command/open-record.ts';
import { openUnit } from '#server/command/unit.ts';
import { writeRecord } from '#server/command/write-record.ts';
import { startSeries } from '#server/storage/numbers.ts';
import type { CaseHand, CaseRecord, Data } from './case-hand.ts';

interface Clock {
  readonly deadline: string;
  readonly due: string | null;
  readonly state: string;
}
interface Refused {
  readonly issues?: readonly { readonly code: string; readonly params?: { readonly key?: string } }[];
}
interface Paper {
  readonly id: string;
  readonly state: string;
  readonly number: string | null;
  readonly served_at: string | null;
  readonly document: string;
}

const agreed = { result: 'agree', opinion: '同意。' };

/** What people do with the records beside the course of a case, and what is seen of it. */
export class MatterHand {
  readonly hand: CaseHand;

  constructor(hand: CaseHand) {
    this.hand = hand;
  }

  /** Numbers that were given out before the example begins. */
  async count(last: Readonly<Record<string, number>>): Promise<void> {
    await this.hand.system.storage.transact(async (db) => {
      for (const [numbering, n] of Object.entries(last))
        await startSeries(db, { numbering, organization: '99010000', year: this.hand.law.year, last: n });
    });
  }

  make(module: string, data: Data, actor = 'lizhiyuan', parent = this.hand.id): Promise<string> {
    return this.hand.create(actor, module, data, module, parent);
  }

  on(module: string, id: string, action: string, data: Data = {}, actor = 'lizhiyuan'): Promise<CaseRecord> {
    return this.hand.on(module, id, actor, action, data);
  }

  agree(module: string, id: string, action: string, actor: string, data: Data = {}): Promise<CaseRecord> {
    return this.hand.on(module, id, actor, action, { ...agreed, ...data });
  }

  /** Refused; the answer is the keys of the rules, or the codes of what was wrong. */
  async refused(module: string, id: string, action: string, data: Data = {}, actor = 'lizhiyuan'): Promise<string[]> {
    const { version } = await this.hand.record(actor, module, id);
    const path = `/records/${module}/${id}/actions/${action}`;
    const reply = await this.hand.request<Refused>(actor, 'POST', path, { version, data });
    assert.ok(reply.status >= 400, `${action} was not refused`);
    return (reply.body.issues ?? []).map(({ code, params }) => params?.key ?? code).sort();
  }

  async clock(module: string, id: string, deadline: string): Promise<readonly (string | null | undefined)[]> {
    const clocks = await this.hand.walk.get<Clock[]>('lizhiyuan', `/records/${module}/${id}/clocks`);
    const found = clocks.findLast((one) => one.deadline === deadline);
    return [found?.due, found?.state];
  }

  /** A paper of the case about a record below it; the answer is its number. */
  async paper(document: string, subject?: string, issuer = 'linxiaoman', data?: Data): Promise<string | null> {
    const body = { document, ...(subject !== undefined && { subject }), ...(data && { data }) };
    const made = await this.hand.request<Paper>('lizhiyuan', 'POST', `/records/case/${this.hand.id}/documents`, body);
    assert.ok(made.status < 300, `${document}: ${JSON.stringify(made.body)}`);
    const issued = await this.hand.request<Paper>(issuer, 'POST', `/documents/${made.body.id}/issue`);
    assert.ok(issued.status < 300, `${document}: ${JSON.stringify(issued.body)}`);
    await this.hand.system.jobs.drain();
    const paper = await this.hand.walk.get<Paper>('lizhiyuan', `/documents/${made.body.id}`);
    assert.equal(paper.state, 'issued', document);
    return paper.number;
  }

  async children(module: string, parentModule = 'case', parent = this.hand.id): Promise<readonly CaseRecord[]> {
    return await this.hand.walk.get('lizhiyuan', `/records/${parentModule}/${parent}/children/${module}`);
  }

  /** Time goes by: what waits for it is done. */
  async pass(moment: string): Promise<void> {
    this.hand.at(moment);
    await this.hand.system.jobs.drain();
  }

  /** Sets the case where its course would have brought it, so that a test need not walk there. */
  async stand(state: string, data: Data): Promise<void> {
    const { system, id } = this.hand;
    const context = system.context({ actor: machine, requestId: 'test' });
    await system.storage.transact(async (db) => {
      const unit = openUnit(db, context);
      const record = await openForPlatform(unit, { module: 'case', id });
      record.row.state = state;
      record.data = { ...record.data, ...data };
      await writeRecord(unit, record);
    });
  }
}
