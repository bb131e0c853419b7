import { type Ask, load, type Measured } from './load.ts';
import type { Pool, Target } from './pools.ts';
import { cpuOf } from './process.ts';
import type { Server } from './servers.ts';
import type { Operation, Setting } from './setting.ts';

export interface Figure extends Measured {
  readonly server: string;
  readonly operation: Operation;
  /** Processor milliseconds a request, of the server and of the database beside it. */
  readonly cpuMs: number;
  readonly databaseCpuMs: number;
}

interface Asking {
  readonly next: () => Ask | undefined;
  readonly answered?: (ask: Ask, answer: { readonly text: string }) => void;
}

/** Each target is asked for by one connection at a time, with the version its last answer gave. */
const again = (targets: Target[], askFor: (id: string, version: number) => Ask): Asking => {
  const free = [...targets];
  const busy = new Map<Ask, Target>();
  return {
    next: () => {
      const target = free.shift();
      if (target === undefined) return undefined;
      const ask = askFor(target.id, target.version);
      busy.set(ask, target);
      return ask;
    },
    answered: (ask, { text }) => {
      const target = busy.get(ask);
      if (target === undefined) return;
      target.version = Number(JSON.parse(text).version);
      busy.delete(ask);
      free.push(target);
    },
  };
};

const asking = (server: Server, operation: Operation, pool: Pool): Asking => {
  let place = 0;
  switch (operation) {
    case 'create':
      return { next: server.ask.create };
    case 'list':
      return { next: server.ask.list };
    case 'read':
      return { next: () => server.ask.read(pool.readable[place++ % pool.readable.length] ?? '') };
    case 'update':
      return again(pool.updated, server.ask.update);
    case 'action':
      // The hand-written server knows no states: its targets serve again.
      if (server.name !== 'platform') return again(pool.actedOn, server.ask.action);
      return {
        next: () => {
          const target = pool.actedOn.pop();
          return target && server.ask.action(target.id, target.version);
        },
      };
  }
};

/** One operation of one server for the set time. */
export const measure = async (
  server: Server,
  operation: Operation,
  pool: Pool,
  { connections, seconds }: Setting,
  databasePid?: number,
): Promise<Figure> => {
  const used = () => [cpuOf(server.pid), databasePid === undefined ? 0 : cpuOf(databasePid)] as const;
  const before = used();
  const measured = await load({ port: server.port, connections, seconds, ...asking(server, operation, pool) });
  const after = used();
  return {
    server: server.name,
    operation,
    ...measured,
    cpuMs: (after[0] - before[0]) / measured.requests,
    databaseCpuMs: (after[1] - before[1]) / measured.requests,
  };
};
