import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { actByPlatform } from '#server/command/act-by-platform.ts';
import { type Context, machine } from '#server/command/context.ts';
import { appendEvent } from '#server/command/event.ts';
import { openForPlatform } from '#server/command/open-record.ts';
import { runCommand } from '#server/command/run-command.ts';
import { writeRecord } from '#server/command/write-record.ts';
import type { Office, Place, Shown } from './office.ts';

interface Decision {
  readonly id: string;
  readonly ruleset: string;
  readonly inputs: { readonly parameters: readonly { readonly key: string; readonly basis?: string }[] };
}

/** What the platform, other modules and a keeper of the rules do around the people of an office. */
export const aroundOffice = (opened: () => Office, ruler: string, day: string) => {
  /** Records that were set where no transition leads. */
  const leapt = new Set<string>();
  const platform = (): Context => opened().system.context({ actor: machine, requestId: 'test' });
  /** What another module, of a later time or another office, would have written. */
  const stand = (place: Place, change: object, action?: string) =>
    runCommand(platform(), { route: 'test', body: {} }, (unit) =>
      actByPlatform(unit, place, { ...(action && { action }), change: (data) => ({ ...data, ...change }) }),
    );
  /** Sets a record where its course would have brought it. */
  const leap = ({ module, id }: Place, to: string) =>
    runCommand(platform(), { route: 'test', body: {} }, async (unit) => {
      const record = await openForPlatform(unit, { module, id });
      leapt.add(id);
      const { state: from, root_id: root, organization } = record.row;
      record.row.state = to;
      await writeRecord(unit, record);
      const { version } = record.row;
      await appendEvent(unit, {
        type: 'record.acted',
        record: { id, root },
        organization,
        version,
        data: { from, to },
      });
    });
  const found = async (username: string, path: string): Promise<Shown> => {
    const [first] = await (await opened().as(username)).get<Shown[]>(`/records/${path}`);
    return first ?? assert.fail(`no ${path}`);
  };
  const at = (module: string, { _id: id }: Shown): Place => ({ module, id });
  const dueOf = async (username: string, { module, id }: Place, deadline: string) => {
    const clocks = await (await opened().as(username)).get<{ deadline: string; due: string; state: string }[]>(
      `/records/${module}/${id}/clocks`,
    );
    return clocks.findLast((one) => one.deadline === deadline);
  };
  /** Publishes a definition of the pack with something changed. */
  const publish = async (file: string, change: (definition: never) => void) => {
    const person = await opened().as(ruler);
    const { id } = await person.post<{ id: string }>('/drafts', { title: file });
    const definition = JSON.parse(readFileSync(`definitions/${file}`, 'utf8'));
    change(definition as never);
    const put = await person.request('PUT', `/drafts/${id}/definitions/${definition.kind}/${definition.key}`, {
      definition,
    });
    assert.equal(put.status, 200, JSON.stringify(put.body));
    await person.post(`/drafts/${id}/publish`, { note: file });
    await opened().system.jobs.drain();
  };
  const hitsOf = async (ruleSet: string): Promise<number> => {
    const { id } = await (await opened().as(ruler)).post<{ id: string }>(`/rules/${ruleSet}/run`, { asOf: day });
    await opened().system.jobs.drain();
    return (await (await opened().as(ruler)).get<{ hits: number }>(`/rule-runs/${id}`)).hits;
  };
  const decisionOf = async (username: string, { module, id }: Place, ruleSet: string): Promise<Decision> => {
    const list = await (await opened().as(username)).get<Decision[]>(`/records/${module}/${id}/decisions`);
    return list.findLast(({ ruleset }) => ruleset === ruleSet) ?? assert.fail(`no decision by ${ruleSet}`);
  };
  const replays = async (username: string, { id }: Decision) =>
    (await (await opened().as(username)).post<{ same: boolean }>(`/decisions/${id}/replay`)).same;
  return { leapt, platform, stand, leap, found, at, dueOf, publish, hitsOf, decisionOf, replays };
};
