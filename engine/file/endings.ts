/** What people call a file by: the words of a form's limits. */
export const fileKinds = ['image', 'video', 'audio', 'pdf', 'office', 'text', 'archive'] as const;
export type FileKind = (typeof fileKinds)[number];

interface Ending {
  readonly kind: FileKind;
  /** Media types its content may show. */
  readonly types: readonly string[];
}

const ending = (kind: FileKind, ...types: readonly string[]): Ending => ({ kind, types });
const zip = 'application/zip';
const ole = 'application/x-ole-storage';

const byEnding: Readonly<Record<string, Ending>> = {
  pdf: ending('pdf', 'application/pdf'),
  png: ending('image', 'image/png'),
  jpg: ending('image', 'image/jpeg'),
  jpeg: ending('image', 'image/jpeg'),
  gif: ending('image', 'image/gif'),
  webp: ending('image', 'image/webp'),
  bmp: ending('image', 'image/bmp'),
  tif: ending('image', 'image/tiff'),
  tiff: ending('image', 'image/tiff'),
  heic: ending('image', 'image/heic'),
  heif: ending('image', 'image/heic'),
  mp4: ending('video', 'video/mp4'),
  m4v: ending('video', 'video/mp4'),
  mov: ending('video', 'video/quicktime', 'video/mp4'),
  '3gp': ending('video', 'video/3gpp', 'video/mp4'),
  webm: ending('video', 'video/webm'),
  mkv: ending('video', 'video/webm'),
  avi: ending('video', 'video/x-msvideo'),
  wmv: ending('video', 'video/x-ms-asf'),
  wma: ending('audio', 'video/x-ms-asf'),
  wav: ending('audio', 'audio/wav'),
  mp3: ending('audio', 'audio/mpeg'),
  m4a: ending('audio', 'audio/mp4', 'video/mp4'),
  aac: ending('audio', 'audio/aac'),
  amr: ending('audio', 'audio/amr'),
  ogg: ending('audio', 'audio/ogg'),
  docx: ending('office', zip),
  xlsx: ending('office', zip),
  pptx: ending('office', zip),
  ofd: ending('office', zip),
  doc: ending('office', ole),
  xls: ending('office', ole),
  ppt: ending('office', ole),
  wps: ending('office', ole),
  et: ending('office', ole),
  txt: ending('text', 'text/plain'),
  csv: ending('text', 'text/plain'),
  zip: ending('archive', zip),
  rar: ending('archive', 'application/vnd.rar'),
  '7z': ending('archive', 'application/x-7z-compressed'),
};

const endingOf = (name: string): string => (/\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1] ?? '').toLowerCase();

const known = (name: string): Ending | undefined => {
  const found = endingOf(name);
  return Object.hasOwn(byEnding, found) ? byEnding[found] : undefined;
};

/** undefined for an ending that is not accepted anywhere. */
export const kindOfName = (name: string): FileKind | undefined => known(name)?.kind;

/** False for an ending that is not accepted, and for a file that is not what its name says. */
export const typeFitsName = (type: string, name: string): boolean => known(name)?.types.includes(type) ?? false;

/** Endings of the kinds, each with its dot. */
export const endingsOf = (kinds: readonly FileKind[]): readonly string[] =>
  Object.keys(byEnding)
    .filter((name) => kinds.includes(byEnding[name]?.kind as FileKind))
    .map((name) => `.${name}`);
