import { Button, Progress } from 'antd';
import { useState } from 'react';
import { Icon } from '../frame/Icon.tsx';
import { say, type WordKey } from '../words.ts';
import { showSize } from './show-size.ts';
import { cancelUpload } from './tus.ts';
import { forgetUpload, type Unfinished, unfinishedAt } from './unfinished.ts';
import { dropUpload, pauseUpload, placeOf, resumeUpload, type UploadJob, type UploadTarget } from './upload-queue.ts';
import { useUploads } from './use-uploads.ts';

const percent = (sent: number, size: number): number => (size === 0 ? 0 : Math.floor((sent / size) * 100));

/** What is on its way, what did not arrive, and what an earlier visit left unfinished. */
export const UploadRows = ({ target }: { readonly target: UploadTarget }) => {
  const jobs = useUploads(target);
  const [, again] = useState(0);
  const left = unfinishedAt(placeOf(target)).filter(
    ({ name, size }) => !jobs.some(({ file }) => file.name === name && file.size === size),
  );
  return (
    <>
      {jobs.map((job) => (
        <UploadRow key={job.key} job={job} />
      ))}
      {left.map((one) => (
        <LeftRow
          key={one.id}
          left={one}
          drop={() => {
            forgetUpload(one.id);
            void cancelUpload(one.id);
            again((count) => count + 1);
          }}
        />
      ))}
    </>
  );
};

const stateWords: Readonly<Record<UploadJob['state'], WordKey | undefined>> = {
  waiting: 'upload.waiting',
  going: undefined,
  paused: 'upload.paused',
  offline: 'upload.offline',
  failed: undefined,
  done: undefined,
};

const UploadRow = ({ job }: { readonly job: UploadJob }) => {
  const { key, file, state, sent, fault, again } = job;
  const words = stateWords[state];
  const busy = state === 'going' || state === 'waiting' || state === 'offline';
  return (
    <div className="uploading" data-state={state}>
      <span className="uploading-name">{file.name}</span>
      <Progress
        percent={percent(sent, file.size)}
        size="small"
        status={fault !== undefined ? 'exception' : state === 'going' ? 'active' : 'normal'}
        aria-label={file.name}
      />
      <small>
        {showSize(sent)} / {showSize(file.size)}
      </small>
      {words !== undefined && <small role="status">{say(words)}</small>}
      {fault !== undefined && <span role="alert">{fault}</span>}
      {busy && <Tool icon="pause-fill" words="upload.pause" job={job} act={pauseUpload} />}
      {!busy && again !== false && <Tool icon="play-fill" words="upload.resume" job={job} act={resumeUpload} />}
      <Tool icon="x-lg" words="upload.cancel" job={{ ...job, key }} act={dropUpload} />
    </div>
  );
};

interface ToolProps {
  readonly icon: string;
  readonly words: WordKey;
  readonly job: UploadJob;
  readonly act: (key: number) => void;
}

const Tool = ({ icon, words, job, act }: ToolProps) => (
  <Button
    type="text"
    size="small"
    icon={<Icon name={icon} />}
    aria-label={say(words, { name: job.file.name })}
    title={say(words, { name: job.file.name })}
    onClick={() => act(job.key)}
  />
);

const LeftRow = ({ left, drop }: { readonly left: Unfinished; readonly drop: () => void }) => (
  <div className="uploading" data-state="left">
    <span className="uploading-name">{left.name}</span>
    <small role="status">{say('upload.left', { part: percent(left.sent, left.size) })}</small>
    <Button
      type="text"
      size="small"
      icon={<Icon name="x-lg" />}
      aria-label={say('upload.cancel', { name: left.name })}
      onClick={drop}
    />
  </div>
);
