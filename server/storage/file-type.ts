const ascii = (text: string): readonly number[] => [...text].map((letter) => letter.charCodeAt(0));

interface Signature {
  readonly type: string;
  readonly at: number;
  readonly bytes: readonly number[];
}

const signatures: readonly Signature[] = [
  { type: 'application/pdf', at: 0, bytes: ascii('%PDF-') },
  { type: 'image/png', at: 0, bytes: [0x89, ...ascii('PNG'), 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/jpeg', at: 0, bytes: [0xff, 0xd8, 0xff] },
  { type: 'image/gif', at: 0, bytes: ascii('GIF8') },
  { type: 'image/webp', at: 8, bytes: ascii('WEBP') },
  { type: 'image/bmp', at: 0, bytes: ascii('BM') },
  { type: 'image/tiff', at: 0, bytes: [0x49, 0x49, 0x2a, 0] },
  { type: 'image/tiff', at: 0, bytes: [0x4d, 0x4d, 0, 0x2a] },
  { type: 'image/heic', at: 4, bytes: ascii('ftyphei') },
  { type: 'image/heic', at: 4, bytes: ascii('ftypmif1') },
  { type: 'video/quicktime', at: 4, bytes: ascii('ftypqt') },
  { type: 'video/mp4', at: 4, bytes: ascii('ftyp') },
  { type: 'video/x-msvideo', at: 8, bytes: ascii('AVI ') },
  { type: 'audio/wav', at: 8, bytes: ascii('WAVE') },
  { type: 'audio/mpeg', at: 0, bytes: ascii('ID3') },
  { type: 'audio/mpeg', at: 0, bytes: [0xff, 0xfb] },
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
  const found = signatures.find(({ at, bytes }) => bytes.every((byte, index) => head[at + index] === byte));
  if (found) return found.type;
  return isText(head) ? 'text/plain' : 'application/octet-stream';
};

const isText = (head: Uint8Array): boolean => {
  if (head.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))) return false;
  try {
    // The cut at the end may fall within a character.
    new TextDecoder('utf-8', { fatal: true }).decode(head.subarray(0, head.length), { stream: true });
    return true;
  } catch {
    return false;
  }
};

const zip = ['application/zip'];
const ole = ['application/x-ole-storage'];
const byEnding: Readonly<Record<string, readonly string[]>> = {
  pdf: ['application/pdf'],
  png: ['image/png'],
  jpg: ['image/jpeg'],
  jpeg: ['image/jpeg'],
  gif: ['image/gif'],
  webp: ['image/webp'],
  bmp: ['image/bmp'],
  tif: ['image/tiff'],
  tiff: ['image/tiff'],
  heic: ['image/heic'],
  mp4: ['video/mp4'],
  mov: ['video/quicktime', 'video/mp4'],
  avi: ['video/x-msvideo'],
  wav: ['audio/wav'],
  mp3: ['audio/mpeg'],
  m4a: ['video/mp4'],
  amr: ['audio/amr'],
  zip,
  docx: zip,
  xlsx: zip,
  pptx: zip,
  ofd: zip,
  doc: ole,
  xls: ole,
  ppt: ole,
  wps: ole,
  et: ole,
  rar: ['application/vnd.rar'],
  '7z': ['application/x-7z-compressed'],
  txt: ['text/plain'],
  csv: ['text/plain'],
};

/** False for an ending that is not accepted, and for a file that is not what its name says. */
export const typeFitsName = (type: string, name: string): boolean =>
  byEnding[name.slice(name.lastIndexOf('.') + 1).toLowerCase()]?.includes(type) ?? false;
