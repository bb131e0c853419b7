import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

interface Typing extends NodeJS.ReadableStream {
  readonly isTTY?: boolean;
}

/** Asks for a line and shows nothing of what is typed; a pipe gives its first line. Rejects when the input ends before a line. */
export const askPassword = async (prompt: string, input: Typing, output: NodeJS.WritableStream): Promise<string> => {
  // Readline echoes each key to its output and, on a terminal, takes the echo away from the terminal itself.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input, output: nowhere, terminal: input.isTTY === true });
  output.write(prompt);
  try {
    return await new Promise<string>((resolve, reject) => {
      reader.once('line', resolve);
      reader.once('close', () => reject(new Error('no password was given')));
    });
  } finally {
    reader.close();
    output.write('\n');
  }
};
