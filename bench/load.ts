import { Agent, request } from 'node:http';

export interface Ask {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Sends one request over a kept connection. */
export const send = (agent: Agent, port: number, { method, path, body, headers }: Ask): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const length =
      body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(
      { agent, host: '127.0.0.1', port, method, path, headers: { ...headers, ...length } },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => {
          text += chunk;
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });

export interface Measured {
  readonly requests: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Answers that were no success. */
  readonly failed: number;
  /** The first of them. */
  readonly failure?: string;
}

export interface Load {
  readonly port: number;
  readonly connections: number;
  readonly seconds: number;
  /** The next request; undefined when there is nothing left to ask. */
  readonly next: () => Ask | undefined;
  readonly answered?: (ask: Ask, answer: Answer) => void;
}

/** As many requests as the server answers in the time, over a number of connections that each wait for their answer. */
export const load = async ({ port, connections, seconds, next, answered }: Load): Promise<Measured> => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let failed = 0;
  let failure: string | undefined;
  const began = performance.now();
  const end = began + seconds * 1000;
  const one = async (): Promise<void> => {
    while (performance.now() < end) {
      const ask = next();
      if (ask === undefined) return;
      const from = performance.now();
      const answer = await send(agent, port, ask);
      times.push(performance.now() - from);
      if (answer.status >= 300) {
        failed += 1;
        failure ??= `${ask.method} ${ask.path} ${answer.status} ${answer.text.slice(0, 300)}`;
      } else answered?.(ask, answer);
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  const took = (performance.now() - began) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return {
    requests: times.length,
    seconds: took,
    perSecond: times.length / took,
    p50: at(0.5),
    p99: at(0.99),
    failed,
    ...(failure !== undefined && { failure }),
  };
};
