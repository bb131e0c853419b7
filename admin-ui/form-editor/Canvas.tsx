import { type DragEvent, type KeyboardEvent, memo, type ReactNode } from 'react';
import type { Component } from '#engine/form/form.ts';
import { part, titleOf } from '#engine/form/settings.ts';
import { slotsOf } from '#engine/form/tree.ts';
import { isObject } from '#engine/json.ts';
import { Icon } from '../../runtime-ui/frame/Icon.tsx';
import { titled } from '../../runtime-ui/words.ts';
import { say } from '../words.ts';
import { entryWords } from './Palette.tsx';
import { entryFor } from './palette.ts';
import type { Place } from './tree-edit.ts';

/** What people do on the canvas; the same object as long as the editor is open. */
export interface CanvasActs {
  readonly choose: (pointer: string) => void;
  readonly keys: (event: KeyboardEvent, pointer: string) => void;
  readonly drag: (pointer: string | undefined) => void;
  readonly drop: (place: Place) => void;
}

interface SlotProps {
  readonly pointer: string;
  readonly components: readonly unknown[];
  readonly chosen: string | undefined;
  readonly acts: CanvasActs;
}

/** The place in a list under the mouse: before the first item whose middle lies below it. */
const indexUnder = (event: DragEvent<HTMLElement>): number => {
  const items = [...event.currentTarget.children].filter((one) => one.tagName === 'LI');
  const index = items.findIndex((item) => {
    const { top, height } = item.getBoundingClientRect();
    return event.clientY < top + height / 2;
  });
  return index < 0 ? items.length : index;
};

/** A list of components, into which others may be dropped. */
export const CanvasSlot = ({ pointer, components, chosen, acts }: SlotProps) => (
  <ul
    className="canvas-slot"
    onDragOver={(event) => {
      event.preventDefault();
      event.stopPropagation();
    }}
    onDrop={(event) => {
      event.preventDefault();
      event.stopPropagation();
      acts.drop({ slot: pointer, index: indexUnder(event) });
    }}
  >
    {components.filter(isObject).map((component, index) => {
      const own = `${pointer}/${index}`;
      const inside = chosen === own || chosen?.startsWith(`${own}/`) === true;
      return (
        <CanvasItem
          key={`${String(component.key)} ${own}`}
          component={component}
          pointer={own}
          chosen={inside ? chosen : undefined}
          acts={acts}
        />
      );
    })}
    {components.length === 0 && <li className="canvas-empty muted">{say('formEditor.empty')}</li>}
  </ul>
);

interface ItemProps {
  readonly component: Component;
  readonly pointer: string;
  readonly chosen: string | undefined;
  readonly acts: CanvasActs;
}

/** One component with what lies in it; drawn anew only when it or what is chosen in it changes. */
const CanvasItem = memo(({ component, pointer, chosen, acts }: ItemProps) => {
  const slots = slotsOf(component, pointer);
  const entry = entryFor(component);
  const kind = entryWords(entry?.name ?? String(component.type));
  const title = titled(titleOf(component));
  const isChosen = chosen === pointer;
  return (
    <li className={`canvas-item${isChosen ? ' chosen' : ''}`}>
      <button
        type="button"
        className="canvas-card"
        data-pointer={pointer}
        aria-pressed={isChosen}
        draggable
        onDragStart={(event) => {
          event.dataTransfer.setData('text/plain', pointer);
          acts.drag(pointer);
        }}
        onDragEnd={() => acts.drag(undefined)}
        onClick={() => acts.choose(pointer)}
        onKeyDown={(event) => acts.keys(event, pointer)}
      >
        <Icon name={entry?.icon ?? 'square'} />
        <span className="canvas-title">
          {component.label === '' || title === component.key ? kind : title}
          {part(component, 'validate').required === true && <span className="required-star"> *</span>}
        </span>
        <span className="muted canvas-kind">{kind}</span>
        <Marks component={component} />
      </button>
      {slots.length > 0 && (
        <div className={slots.length > 1 ? 'canvas-slots beside' : 'canvas-slots'}>
          {slots.map((slot) => (
            <CanvasSlot
              key={slot.pointer}
              pointer={slot.pointer}
              components={slot.components}
              chosen={chosen}
              acts={acts}
            />
          ))}
        </div>
      )}
    </li>
  );
});
CanvasItem.displayName = 'CanvasItem';

/** What a field does beside being filled in. */
const Marks = ({ component }: { readonly component: Component }) => {
  const { conditional, calculateValue, hidden } = component;
  const mark = (key: string, icon: string, words: string): ReactNode => (
    <span key={key} className="canvas-mark" title={words}>
      <Icon name={icon} />
      <span className="hidden-words">{words}</span>
    </span>
  );
  return (
    <>
      {isObject(conditional) && mark('shown', 'signpost-split', say('formEditor.mark.condition'))}
      {isObject(calculateValue) && mark('calculated', 'calculator', say('formEditor.mark.calculated'))}
      {hidden === true && mark('hidden', 'eye-slash', say('formEditor.mark.hidden'))}
    </>
  );
};
