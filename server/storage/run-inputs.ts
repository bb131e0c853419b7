import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { all, type Db, insertRow } from './db.ts';

/** Text gathered before it is compressed, in characters. */
const partSize = 1_000_000;
/** Lines are much alike: more effort takes four times as long and saves little. */
const level = 1;

export interface InputsWriter {
  /** The number of the line, from 0. */
  add(line: string): number;
  /** Stores everything; the answer is the SHA-256 of all lines. */
  store(db: Db, run: string): Promise<string>;
}

/** Gathers the inputs of a run line by line; only their compressed form is held. */
export const openInputs = (): InputsWriter => {
  const hash = createHash('sha256');
  const parts: string[] = [];
  let waiting: string[] = [];
  let size = 0;
  let count = 0;
  const compress = (): void => {
    if (waiting.length === 0) return;
    const text = Buffer.from(waiting.join(''));
    hash.update(text);
    parts.push(gzipSync(text, { level }).toString('base64'));
    waiting = [];
    size = 0;
  };
  return {
    add: (line) => {
      const text = `${line}\n`;
      waiting.push(text);
      size += text.length;
      if (size >= partSize) compress();
      return count++;
    },
    store: async (db, run) => {
      compress();
      for (const [part, content] of parts.entries())
        await insertRow(db, 'rule_run_input', { run_id: run, part, content });
      return hash.digest('hex');
    },
  };
};

export interface RunInputs {
  readonly lines: readonly string[];
  /** SHA-256 of the lines as they are now. */
  readonly hash: string;
  /** Parts that cannot be read any more. */
  readonly damaged: readonly number[];
}

/** The stored inputs of a run. */
export const readInputs = async (db: Db, run: string): Promise<RunInputs> => {
  const parts = await all<{ part: number; content: string }>(
    db,
    'select part, content from rule_run_input where run_id = ? order by part',
    [run],
  );
  const damaged: number[] = [];
  const texts = parts.map(({ part, content }) => {
    const text = unpack(content);
    if (text === undefined) damaged.push(Number(part));
    return text ?? '';
  });
  const text = texts.join('');
  const hash = createHash('sha256').update(text).digest('hex');
  return { lines: text.split('\n').slice(0, -1), hash, damaged };
};

const unpack = (content: string): string | undefined => {
  try {
    return gunzipSync(Buffer.from(content, 'base64')).toString();
  } catch {
    return undefined;
  }
};
