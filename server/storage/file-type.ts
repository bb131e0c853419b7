const ascii = (text: string): readonly number[] => [...text].map((letter) => letter.charCodeAt(0));

interface Signature {
  readonly type: string;
  readonly at: number;
  readonly bytes: readonly number[];
  /** What stands at the very beginning beside it. */
  readonly first?: readonly number[];
}

const riff = ascii('RIFF');

const signatures: readonly Signature[] = [
  { type: 'application/pdf', at: 0, bytes: ascii('%PDF-') },
  { type: 'image/png', at: 0, bytes: [0x89, ...ascii('PNG'), 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/jpeg', at: 0, bytes: [0xff, 0xd8, 0xff] },
  { type: 'image/gif', at: 0, bytes: ascii('GIF8') },
  { type: 'image/webp', at: 8, bytes: ascii('WEBP'), first: riff },
  { type: 'image/bmp', at: 0, bytes: ascii('BM') },
  { type: 'image/tiff', at: 0, bytes: [0x49, 0x49, 0x2a, 0] },
  { type: 'image/tiff', at: 0, bytes: [0x4d, 0x4d, 0, 0x2a] },
  { type: 'image/heic', at: 4, bytes: ascii('ftyphei') },
  { type: 'image/heic', at: 4, bytes: ascii('ftypmif1') },
  { type: 'video/quicktime', at: 4, bytes: ascii('ftypqt') },
  { type: 'image/heic', at: 4, bytes: ascii('ftypheix') },
  { type: 'image/heic', at: 4, bytes: ascii('ftypmsf1') },
  { type: 'audio/mp4', at: 4, bytes: ascii('ftypM4A') },
  { type: 'video/3gpp', at: 4, bytes: ascii('ftyp3g') },
  { type: 'video/mp4', at: 4, bytes: ascii('ftyp') },
  { type: 'video/webm', at: 0, bytes: [0x1a, 0x45, 0xdf, 0xa3] },
  { type: 'video/x-ms-asf', at: 0, bytes: [0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11] },
  { type: 'video/x-msvideo', at: 8, bytes: ascii('AVI '), first: riff },
  { type: 'audio/wav', at: 8, bytes: ascii('WAVE'), first: riff },
  { type: 'audio/mpeg', at: 0, bytes: ascii('ID3') },
  { type: 'audio/mpeg', at: 0, bytes: [0xff, 0xfb] },
  { type: 'audio/mpeg', at: 0, bytes: [0xff, 0xf3] },
  { type: 'audio/mpeg', at: 0, bytes: [0xff, 0xf2] },
  { type: 'audio/aac', at: 0, bytes: [0xff, 0xf1] },
  { type: 'audio/aac', at: 0, bytes: [0xff, 0xf9] },
  { type: 'audio/ogg', at: 0, bytes: ascii('OggS') },
  { type: 'audio/amr', at: 0, bytes: ascii('#!AMR') },
  { type: 'application/zip', at: 0, bytes: [...ascii('PK'), 3, 4] },
  { type: 'application/x-ole-storage', at: 0, bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] },
  { type: 'application/vnd.rar', at: 0, bytes: ascii('Rar!') },
  { type: 'application/x-7z-compressed', at: 0, bytes: [...ascii('7z'), 0xbc, 0xaf, 0x27, 0x1c] },
];

/** Bytes of a file's beginning that `sniffType` looks at. */
export const sniffLength = 4096;

/** The media type told by the first bytes alone; names and declared types are not believed. */
export const sniffType = (head: Uint8Array): string => {
  const found = signatures.find(({ at, bytes, first = [] }) => stands(head, 0, first) && stands(head, at, bytes));
  if (found) return found.type;
  return isText(head) ? 'text/plain' : 'application/octet-stream';
};

const stands = (head: Uint8Array, at: number, bytes: readonly number[]): boolean =>
  bytes.every((byte, index) => head[at + index] === byte);

const isText = (head: Uint8Array): boolean => {
  if (head.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))) return false;
  return ['utf-8', 'gb18030'].some((encoding) => reads(head, encoding));
};

/** The cut at the end may fall within a character. */
const reads = (head: Uint8Array, encoding: string): boolean => {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
};
