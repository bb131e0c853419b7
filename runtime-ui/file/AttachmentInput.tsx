import { Button } from 'antd';
import { useState } from 'react';
import type { FileLimits } from '#engine/file/limits.ts';
import { Icon } from '../frame/Icon.tsx';
import { say } from '../words.ts';
import { FilePicker } from './FilePicker.tsx';
import { FileViewer } from './FileViewer.tsx';
import { type SeenFile, seenFile } from './seen-file.ts';
import { showSize } from './show-size.ts';
import { UploadRows } from './UploadRows.tsx';
import type { UploadTarget } from './upload-queue.ts';
import { useArrived } from './use-uploads.ts';

export interface AttachmentInputProps {
  readonly id: string;
  readonly labelledBy?: string;
  readonly limits: FileLimits;
  readonly disabled: boolean;
  /** Undefined while there is no record yet. */
  readonly target: UploadTarget | undefined;
  readonly files: readonly Readonly<Record<string, unknown>>[];
  readonly change: (files: readonly unknown[]) => void;
}

/** Files of one field: chosen, dropped or photographed, uploaded beside the form, looked at, taken out again. */
export const AttachmentInput = (props: AttachmentInputProps) => {
  const { id, labelledBy, limits, disabled, target, files, change } = props;
  const [shown, show] = useState<string>();
  useArrived(disabled ? undefined : target, (made) => change([...files, ...made]));
  const seen: readonly SeenFile[] = files.map(seenFile);
  return (
    <div className="attachment">
      {target === undefined && !disabled && <p className="hint">{say('file.saveFirst')}</p>}
      {target !== undefined && !disabled && (
        <FilePicker id={id} target={target} limits={limits} there={files.length} {...(labelledBy && { labelledBy })} />
      )}
      <ul>
        {seen.map((file, index) => (
          <li key={file.id}>
            <Button type="link" size="small" icon={<Icon name="paperclip" />} onClick={() => show(file.id)}>
              {file.name}
            </Button>
            <small>{file.size === undefined ? '' : showSize(file.size)}</small>
            {!disabled && (
              <Button
                type="text"
                size="small"
                aria-label={say('file.takeOut', { name: file.name })}
                icon={<Icon name="x-lg" />}
                onClick={() => change(files.filter((_, at) => at !== index))}
              />
            )}
          </li>
        ))}
      </ul>
      {target !== undefined && !disabled && <UploadRows target={target} />}
      {shown !== undefined && <FileViewer files={seen} first={shown} close={() => show(undefined)} />}
    </div>
  );
};
