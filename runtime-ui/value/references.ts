import { api } from '../api.ts';

/** As GET /references answers. */
export interface Reference {
  readonly module: string;
  readonly id: string;
  readonly title: string | null;
  readonly number: string | null;
  readonly readable: boolean;
}

interface Asked {
  readonly of: string;
  readonly tell: (answer: Reference | undefined) => void;
  readonly fail: (error: unknown) => void;
}

/** As many are asked for at once. */
const most = 50;
let waiting: Asked[] = [];

/** What one record is called. All that one drawing of a page asks for goes in one request. */
export const askReference = (module: string, id: string): Promise<Reference | undefined> =>
  new Promise((tell, fail) => {
    if (waiting.length === 0) queueMicrotask(ask);
    waiting.push({ of: `${module}.${id}`, tell, fail });
  });

const ask = (): void => {
  const asked = waiting;
  waiting = [];
  for (let from = 0; from < asked.length; from += most) void answer(asked.slice(from, from + most));
};

const answer = async (asked: readonly Asked[]): Promise<void> => {
  try {
    const of = encodeURIComponent(asked.map((one) => one.of).join(','));
    const found = await api.get<Reference[]>(`/references?of=${of}`);
    for (const [n, { tell }] of asked.entries()) tell(found[n]);
  } catch (error) {
    for (const { fail } of asked) fail(error);
  }
};
