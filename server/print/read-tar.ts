export interface TarEntry {
  readonly name: string;
  readonly mode: number;
  readonly bytes: Uint8Array;
}

const text = (block: Uint8Array, start: number, length: number): string => {
  const field = Buffer.from(block.subarray(start, start + length));
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end === -1 ? length : end);
};

/** The regular files of an uncompressed ustar archive (POSIX.1-1988); names that leave the folder are refused. */
export const readTar = (archive: Uint8Array): TarEntry[] => {
  const entries: TarEntry[] = [];
  let at = 0;
  while (at + 512 <= archive.length) {
    const header = archive.subarray(at, at + 512);
    const name = text(header, 0, 100);
    if (name === '') break;
    if (name.startsWith('/') || name.split('/').includes('..'))
      throw new Error(`archive names a file outside: ${name}`);
    const size = Number.parseInt(text(header, 124, 12), 8);
    const type = text(header, 156, 1);
    if (type === '' || type === '0') {
      entries.push({
        name,
        mode: Number.parseInt(text(header, 100, 8), 8),
        bytes: archive.subarray(at + 512, at + 512 + size),
      });
    }
    at += 512 + 512 * Math.ceil(size / 512);
  }
  return entries;
};
