/** What is known of a file that is looked at. */
export interface SeenFile {
  readonly id: string;
  readonly name: string;
  readonly type?: string;
  readonly size?: number;
  readonly hash?: string;
  /** A small picture as a data URL. */
  readonly thumbnail?: string;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** A file as a form holds it. */
export const seenFile = (file: Readonly<Record<string, unknown>>): SeenFile => {
  const [type, hash] = [text(file.type), text(file.sha256)];
  return {
    id: String(file.id),
    name: text(file.name) ?? String(file.id),
    ...(type !== undefined && { type }),
    ...(hash !== undefined && { hash }),
    ...(typeof file.size === 'number' && { size: file.size }),
  };
};
