import { Button } from 'antd';
import { useRef, useState } from 'react';
import { endingsOf, fileKinds } from '#engine/file/endings.ts';
import { type FileLimits, kindTitle, megabyte } from '#engine/file/limits.ts';
import { Icon } from '../frame/Icon.tsx';
import { say, titled } from '../words.ts';
import { addUploads, type UploadTarget } from './upload-queue.ts';
import { useCamera } from './use-camera.ts';

interface FilePickerProps {
  readonly id?: string;
  readonly labelledBy?: string;
  readonly target: UploadTarget;
  readonly limits: FileLimits;
  /** Files the field holds already. */
  readonly there: number;
}

/** Takes files from the disk, from the desktop by dragging, or on a telephone from its camera. */
export const FilePicker = ({ id, labelledBy, target, limits, there }: FilePickerProps) => {
  const [over, setOver] = useState(false);
  const camera = useCamera();
  const kinds = limits.accept ?? fileKinds;
  const take = (files: Iterable<File>) => addUploads([...files], target, limits, there);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dragging is one more way beside the buttons inside
    <div
      className={over ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <Pick
        {...(id && { id })}
        {...(labelledBy && { labelledBy })}
        field={target.field}
        icon="upload"
        words={say('file.choose')}
        accept={limits.accept ? endingsOf(kinds).join(',') : ''}
        multiple
        take={take}
      />
      {camera && kinds.includes('image') && (
        <Pick field={target.field} icon="camera" words={say('file.photograph')} accept="image/*" capture take={take} />
      )}
      {camera && kinds.includes('video') && (
        <Pick field={target.field} icon="camera-video" words={say('file.film')} accept="video/*" capture take={take} />
      )}
      <span className="hint">{hintOf(limits, camera)}</span>
    </div>
  );
};

/** Nothing is dragged where fingers point. */
const hintOf = ({ accept, maxSize }: FileLimits, fingers: boolean): string =>
  [
    fingers ? '' : say('files.drop'),
    accept && accept.length < fileKinds.length
      ? say('file.accepted', { kinds: accept.map((kind) => titled(kindTitle(kind))).join(say('list.between')) })
      : '',
    maxSize === undefined ? '' : say('file.upTo', { limit: Math.round(maxSize / megabyte) }),
  ]
    .filter(Boolean)
    .join(say('sentence.between'));

interface PickProps {
  readonly id?: string;
  readonly labelledBy?: string;
  readonly field: string;
  readonly icon: string;
  readonly words: string;
  readonly accept: string;
  readonly multiple?: boolean;
  readonly capture?: boolean;
  readonly take: (files: Iterable<File>) => void;
}

const Pick = ({ id, labelledBy, field, icon, words, accept, multiple = false, capture = false, take }: PickProps) => {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        hidden
        type="file"
        multiple={multiple}
        accept={accept}
        data-upload={capture ? undefined : field || 'record'}
        aria-label={words}
        {...(capture && { capture: 'environment' as const })}
        onChange={({ target }) => {
          take(target.files ?? []);
          target.value = '';
        }}
      />
      <Button
        {...(id && { id })}
        {...(labelledBy && { 'aria-describedby': labelledBy })}
        icon={<Icon name={icon} />}
        onClick={() => input.current?.click()}
      >
        {words}
      </Button>
    </>
  );
};
