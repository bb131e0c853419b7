import { Button, Progress } from 'antd';
import { useRef, useState } from 'react';
import type { Attachment } from '#engine/form/value/attachment.ts';
import { Icon } from '../frame/Icon.tsx';
import { asProblem } from '../use-loaded.ts';
import { say } from '../words.ts';
import { showSize } from './show-size.ts';

export interface AttachmentInputProps {
  readonly id: string;
  readonly labelledBy?: string;
  readonly accept: string;
  readonly disabled: boolean;
  readonly field: string;
  readonly files: readonly Readonly<Record<string, unknown>>[];
  readonly attach: ((file: File, field: string, progress: (part: number) => void) => Promise<Attachment>) | undefined;
  readonly change: (files: readonly unknown[]) => void;
}

interface Going {
  readonly name: string;
  readonly part: number;
  readonly fault?: string;
}

/** Files of one field: chosen, uploaded with progress, taken out again. Without a record yet it says so. */
export const AttachmentInput = (props: AttachmentInputProps) => {
  const { id, labelledBy, accept, disabled, field, files, attach, change } = props;
  const [going, setGoing] = useState<readonly Going[]>([]);
  const input = useRef<HTMLInputElement>(null);
  const held = useRef(files);
  held.current = files;
  const one = async (file: File) => {
    const set = (next: Partial<Going> | undefined) =>
      setGoing((all) => [
        ...all.filter(({ name }) => name !== file.name),
        ...(next ? [{ name: file.name, part: 0, ...next }] : []),
      ]);
    try {
      const made = await attach?.(file, field, (part) => set({ part }));
      held.current = [...held.current, { ...made }];
      change(held.current);
      set(undefined);
    } catch (error) {
      set({ fault: asProblem(error).message || say('offline') });
    }
  };
  const choose = async (chosen: readonly File[]) => {
    for (const file of chosen) await one(file);
    if (input.current) input.current.value = '';
  };
  return (
    <div className="attachment">
      {attach === undefined && !disabled && <p className="hint">{say('file.saveFirst')}</p>}
      {attach !== undefined && !disabled && (
        <>
          <input
            ref={input}
            hidden
            aria-labelledby={labelledBy}
            type="file"
            multiple
            accept={accept}
            onChange={(event) => void choose([...(event.target.files ?? [])])}
          />
          <Button id={id} icon={<Icon name="upload" />} onClick={() => input.current?.click()}>
            {say('file.choose')}
          </Button>
        </>
      )}
      <ul>
        {files.map((file) => (
          <li key={String(file.id)}>
            <a href={`/api/files/${String(file.id)}`} download={String(file.name ?? '')}>
              <Icon name="paperclip" /> {String(file.name ?? file.id)}
            </a>
            <small>{typeof file.size === 'number' ? showSize(file.size) : ''}</small>
            {!disabled && (
              <Button
                type="text"
                size="small"
                aria-label={say('file.takeOut', { name: String(file.name ?? '') })}
                icon={<Icon name="x-lg" />}
                onClick={() => change(files.filter((other) => other !== file))}
              />
            )}
          </li>
        ))}
      </ul>
      <UploadsGoing going={going} />
    </div>
  );
};

/** What is on its way, and what did not arrive. */
export const UploadsGoing = ({ going }: { readonly going: readonly Going[] }) =>
  going.map(({ name, part, fault }) => (
    <div key={name} className="uploading">
      <span>{name}</span>
      <Progress
        percent={Math.round(part * 100)}
        size="small"
        status={fault === undefined ? 'active' : 'exception'}
        aria-label={name}
      />
      {fault !== undefined && <span role="alert">{fault}</span>}
    </div>
  ));
