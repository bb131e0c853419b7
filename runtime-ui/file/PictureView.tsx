import { Button } from 'antd';
import { type PointerEvent, useEffect, useState } from 'react';
import { Icon } from '../frame/Icon.tsx';
import { say, type WordKey } from '../words.ts';

interface Pose {
  readonly scale: number;
  /** Degrees. */
  readonly turn: number;
  readonly x: number;
  readonly y: number;
}

const still: Pose = { scale: 1, turn: 0, x: 0, y: 0 };
const bounded = (scale: number): number => Math.min(8, Math.max(0.25, scale));

/** A picture to be looked at closely: larger, turned, moved. Browsers show it as the camera was held. */
export const PictureView = ({ address, name }: { readonly address: string; readonly name: string }) => {
  const [pose, setPose] = useState(still);
  const [from, setFrom] = useState<{ x: number; y: number }>();
  const [failed, setFailed] = useState(false);
  const zoom = (by: number) => setPose((now) => ({ ...now, scale: bounded(now.scale * by) }));
  const turn = () => setPose((now) => ({ ...now, turn: (now.turn + 90) % 360 }));
  useEffect(() => {
    const keys: Readonly<Record<string, () => void>> = {
      '+': () => zoom(1.25),
      '=': () => zoom(1.25),
      '-': () => zoom(0.8),
      '0': () => setPose(still),
      r: turn,
      R: turn,
    };
    const press = (event: KeyboardEvent) => {
      if (!event.ctrlKey && !event.metaKey && !event.altKey) keys[event.key]?.();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
  const move = (event: PointerEvent) => {
    if (from === undefined) return;
    setPose((now) => ({ ...now, x: now.x + event.clientX - from.x, y: now.y + event.clientY - from.y }));
    setFrom({ x: event.clientX, y: event.clientY });
  };
  return (
    <div className="picture">
      <div
        className="picture-frame"
        onWheel={(event) => zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15)}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setFrom({ x: event.clientX, y: event.clientY });
        }}
        onPointerMove={move}
        onPointerUp={() => setFrom(undefined)}
      >
        {failed ? (
          <p className="hint">{say('files.noPreview')}</p>
        ) : (
          <img
            src={address}
            className="preview"
            alt={name}
            draggable={false}
            onError={() => setFailed(true)}
            style={{
              transform: `translate(${pose.x}px, ${pose.y}px) scale(${pose.scale}) rotate(${pose.turn}deg)`,
            }}
          />
        )}
      </div>
      <div className="picture-tools">
        <Tool icon="zoom-in" words="picture.larger" act={() => zoom(1.25)} />
        <Tool icon="zoom-out" words="picture.smaller" act={() => zoom(0.8)} />
        <Tool icon="arrow-clockwise" words="picture.turn" act={turn} />
        <Tool icon="arrows-fullscreen" words="picture.fit" act={() => setPose(still)} />
        <small>{Math.round(pose.scale * 100)} %</small>
      </div>
    </div>
  );
};

const Tool = ({ icon, words, act }: { readonly icon: string; readonly words: WordKey; readonly act: () => void }) => (
  <Button size="small" icon={<Icon name={icon} />} aria-label={say(words)} title={say(words)} onClick={act} />
);
