import { Button, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Icon } from '../frame/Icon.tsx';
import { useReturnFocus } from '../frame/use-return-focus.ts';
import { say } from '../words.ts';
import { CustodyList } from './CustodyList.tsx';
import { FileShow } from './FileShow.tsx';
import { printFile } from './print-file.ts';
import type { SeenFile } from './seen-file.ts';
import { showSize } from './show-size.ts';
import { shownAs } from './shown-as.ts';

interface FileViewerProps {
  readonly files: readonly SeenFile[];
  /** Id of the one that is shown first. */
  readonly first: string;
  readonly close: () => void;
}

/** Files looked at one after the other: the arrow keys go on and back, the strip below shows what there is. */
export const FileViewer = ({ files, first, close }: FileViewerProps) => {
  useReturnFocus();
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      files.findIndex(({ id }) => id === first),
    ),
  );
  const [custody, setCustody] = useState(false);
  const step = (by: number) => setAt((now) => (now + by + files.length) % files.length);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      // A film or a sound takes the arrows for itself.
      if (event.target instanceof HTMLMediaElement) return;
      if (event.key === 'ArrowRight') step(1);
      if (event.key === 'ArrowLeft') step(-1);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
  const file = files[at];
  if (file === undefined) return null;
  const printable = ['picture', 'pdf'].includes(shownAs(file));
  return (
    <Modal open width={1180} className="file-viewer" title={file.name} onCancel={close} footer={null}>
      <div className="viewer-bar">
        <span className="hint">
          {files.length > 1 && `${at + 1} / ${files.length} `}
          {file.size !== undefined && showSize(file.size)}
          {file.hash !== undefined && <code title={file.hash}> SHA-256 {file.hash.slice(0, 12)}…</code>}
        </span>
        <Button
          size="small"
          icon={<Icon name="download" />}
          href={`/api/files/${file.id}?for=download`}
          download={file.name}
        >
          {say('files.download')}
        </Button>
        {printable && (
          <Button size="small" icon={<Icon name="printer" />} onClick={() => void printFile(file)}>
            {say('documents.print')}
          </Button>
        )}
        <Button
          size="small"
          icon={<Icon name="shield-check" />}
          aria-pressed={custody}
          onClick={() => setCustody(!custody)}
        >
          {say('custody.title')}
        </Button>
      </div>
      {custody && <CustodyList key={file.id} of={`/files/${file.id}`} />}
      <div className="viewer-stage">
        {files.length > 1 && <Turn icon="chevron-left" words={say('viewer.back')} act={() => step(-1)} />}
        <FileShow file={file} />
        {files.length > 1 && <Turn icon="chevron-right" words={say('viewer.on')} act={() => step(1)} />}
      </div>
      {files.length > 1 && <Strip files={files} at={at} choose={setAt} />}
    </Modal>
  );
};

const Turn = ({ icon, words, act }: { readonly icon: string; readonly words: string; readonly act: () => void }) => (
  <Button className="viewer-turn" icon={<Icon name={icon} />} aria-label={words} title={words} onClick={act} />
);

interface StripProps {
  readonly files: readonly SeenFile[];
  readonly at: number;
  readonly choose: (at: number) => void;
}

const Strip = ({ files, at, choose }: StripProps) => {
  const strip = useRef<HTMLDivElement>(null);
  useEffect(() => {
    strip.current?.children[at]?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [at]);
  return (
    <div className="viewer-strip" ref={strip}>
      {files.map((file, index) => (
        <button
          key={file.id}
          type="button"
          aria-current={index === at}
          aria-label={file.name}
          title={file.name}
          onClick={() => choose(index)}
        >
          {file.thumbnail === undefined ? <span>{file.name}</span> : <img src={file.thumbnail} alt="" />}
        </button>
      ))}
    </div>
  );
};
