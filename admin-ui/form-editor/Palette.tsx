import { Button, Input } from 'antd';
import { useState } from 'react';
import { Icon } from '../../runtime-ui/frame/Icon.tsx';
import { say, sayIfKnown } from '../words.ts';
import { type PaletteEntry, palette } from './palette.ts';

interface PaletteProps {
  readonly add: (entry: PaletteEntry) => void;
  /** Told what is being dragged, and nothing when it ends. */
  readonly drag: (entry: PaletteEntry | undefined) => void;
}

export const entryWords = (name: string): string => sayIfKnown(`formEditor.entry.${name}`) ?? name;

/** What can be put into the form, by a click, the keyboard or by dragging. */
export const Palette = ({ add, drag }: PaletteProps) => {
  const [wanted, setWanted] = useState('');
  return (
    <nav className="palette" aria-label={say('formEditor.palette')}>
      <Input
        allowClear
        aria-label={say('formEditor.search')}
        placeholder={say('formEditor.search')}
        value={wanted}
        onChange={(event) => setWanted(event.target.value.trim())}
      />
      {palette.map((group) => {
        const entries = group.entries.filter(({ name }) => entryWords(name).includes(wanted));
        if (entries.length === 0) return null;
        return (
          <section key={group.name}>
            <h4>{sayIfKnown(`formEditor.palette.${group.name}`) ?? group.name}</h4>
            <div className="palette-entries">
              {entries.map((entry) => (
                <Button
                  key={entry.name}
                  size="small"
                  icon={<Icon name={entry.icon} />}
                  draggable
                  onDragStart={(event) => {
                    event.dataTransfer.setData('text/plain', entry.name);
                    drag(entry);
                  }}
                  onDragEnd={() => drag(undefined)}
                  onClick={() => add(entry)}
                >
                  {entryWords(entry.name)}
                </Button>
              ))}
            </div>
          </section>
        );
      })}
    </nav>
  );
};
