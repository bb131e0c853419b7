import { useEffect } from 'react';
import { kindOfName } from '#engine/file/endings.ts';
import { kindTitle } from '#engine/file/limits.ts';
import { api } from '../api.ts';
import { Icon } from '../frame/Icon.tsx';
import { Loading } from '../frame/Loading.tsx';
import { useLoaded } from '../use-loaded.ts';
import { say, titled } from '../words.ts';
import { decodeText } from './decode-text.ts';
import { PictureView } from './PictureView.tsx';
import type { SeenFile } from './seen-file.ts';
import { shownAs } from './shown-as.ts';

/** A file drawn by the browser from its bytes; the server never decodes it. */
export const FileShow = ({ file }: { readonly file: SeenFile }) => {
  const address = `/api/files/${file.id}?for=view`;
  const as = shownAs(file);
  if (as === 'picture') return <PictureView key={file.id} address={address} name={file.name} />;
  // biome-ignore-start lint/a11y/useMediaCaption: evidence is shown as it was recorded
  if (as === 'film') return <video key={file.id} className="preview" src={address} controls preload="metadata" />;
  if (as === 'sound') return <audio key={file.id} className="preview" src={address} controls preload="metadata" />;
  // biome-ignore-end lint/a11y/useMediaCaption: evidence is shown as it was recorded
  if (as === 'pdf') return <PdfFile key={file.id} file={file} />;
  if (as === 'text') return <TextFile key={file.id} file={file} />;
  const kind = kindOfName(file.name);
  return (
    <div className="no-preview">
      <Icon name="file-earmark" />
      <p>{kind === undefined ? file.name : titled(kindTitle(kind))}</p>
      <p className="hint">{say('files.noPreview')}</p>
    </div>
  );
};

/** From bytes of this page's own: the address of a file is only ever a download. */
const PdfFile = ({ file }: { readonly file: SeenFile }) => {
  const url = useLoaded(`view ${file.id}`, async () => {
    const bytes = await api.blob(`/files/${file.id}?for=view`);
    return URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }));
  });
  const made = url.value;
  useEffect(() => () => (made === undefined ? undefined : URL.revokeObjectURL(made)), [made]);
  return <Loading of={url}>{(value) => <iframe className="preview-pdf" src={value} title={file.name} />}</Loading>;
};

const TextFile = ({ file }: { readonly file: SeenFile }) => {
  const text = useLoaded(`text ${file.id}`, async () =>
    decodeText(new Uint8Array(await (await api.blob(`/files/${file.id}?for=view`)).arrayBuffer())),
  );
  return <Loading of={text}>{(value) => <pre className="preview-text">{value}</pre>}</Loading>;
};
