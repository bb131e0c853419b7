/** An upload this browser began and did not finish: kept beside the page, so that a reload loses nothing. */
export interface Unfinished {
  readonly id: string;
  /** Module, record and field it is for. */
  readonly place: string;
  /** What tells the file from others. */
  readonly print: string;
  readonly name: string;
  readonly size: number;
  readonly sent: number;
  /** Milliseconds. */
  readonly at: number;
}

const key = 'zhifa.uploads';
/** As long as the server keeps what was begun. */
const lifetime = 10 * 24 * 3_600_000;

const read = (): readonly Unfinished[] => {
  try {
    const all = JSON.parse(localStorage.getItem(key) ?? '[]') as Unfinished[];
    return all.filter(({ at }) => Date.now() - at < lifetime);
  } catch {
    return [];
  }
};

const write = (all: readonly Unfinished[]): void => {
  try {
    localStorage.setItem(key, JSON.stringify(all.slice(-100)));
  } catch {
    // A full or forbidden storage costs only the way back after a reload.
  }
};

export const unfinishedAt = (place: string): readonly Unfinished[] => read().filter((one) => one.place === place);

export const rememberUpload = (one: Unfinished): void => write([...read().filter(({ id }) => id !== one.id), one]);

export const forgetUpload = (id: string): void => write(read().filter((one) => one.id !== id));

const sampleLength = 64 * 1024;

/** FNV-1a over the ends of the file: enough to tell a changed file of the same name, size and time. */
const hashOf = (bytes: Uint8Array, seed: number): number => {
  let hash = seed;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
};

export const printOf = async (file: File): Promise<string> => {
  const ends = [file.slice(0, sampleLength), file.slice(Math.max(0, file.size - sampleLength))];
  let hash = 0x811c9dc5;
  for (const end of ends) hash = hashOf(new Uint8Array(await end.arrayBuffer()), hash);
  return `${file.name} ${file.size} ${file.lastModified} ${hash.toString(16)}`;
};
