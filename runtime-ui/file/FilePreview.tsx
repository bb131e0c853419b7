import { useEffect } from 'react';
import type { AttachedFile } from '../answer/records.ts';
import { api } from '../api.ts';
import { Loading } from '../frame/Loading.tsx';
import { useLoaded } from '../use-loaded.ts';

const pictures: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/bmp']);
const films: ReadonlySet<string> = new Set(['video/mp4', 'video/webm']);
const sounds: ReadonlySet<string> = new Set(['audio/mpeg', 'audio/mp4', 'audio/wav', 'audio/ogg']);
const pdf = 'application/pdf';

export const isShown = ({ type }: AttachedFile): boolean =>
  pictures.has(type) || films.has(type) || sounds.has(type) || type === pdf;

/** A file drawn by the browser from its bytes; the server never decodes it. */
export const FilePreview = ({ file }: { readonly file: AttachedFile }) => {
  const url = useLoaded(`view ${file.id}`, async () => {
    const bytes = await api.blob(`/files/${file.id}?for=view`);
    return URL.createObjectURL(new Blob([bytes], { type: file.type }));
  });
  const made = url.value;
  useEffect(() => () => (made === undefined ? undefined : URL.revokeObjectURL(made)), [made]);
  return <Loading of={url}>{(value) => <Drawn url={value} file={file} />}</Loading>;
};

const Drawn = ({ url, file }: { readonly url: string; readonly file: AttachedFile }) => {
  if (pictures.has(file.type)) return <img className="preview" src={url} alt={file.name} />;
  // biome-ignore-start lint/a11y/useMediaCaption: evidence is shown as it was recorded
  if (films.has(file.type)) return <video className="preview" src={url} controls />;
  if (sounds.has(file.type)) return <audio src={url} controls />;
  // biome-ignore-end lint/a11y/useMediaCaption: evidence is shown as it was recorded
  return <iframe className="preview-pdf" src={url} title={file.name} />;
};
