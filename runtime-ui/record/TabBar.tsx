import { Button, Dropdown, Grid, Select } from 'antd';
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { say } from '../words.ts';

interface TabBarProps {
  readonly tabs: readonly { readonly key: string; readonly label: string }[];
  readonly active: string;
  readonly choose: (key: string) => void;
}

const moves: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

/** Tabs on one line; on a narrow screen one choice. */
export const TabBar = (props: TabBarProps) => {
  const { tabs, active, choose } = props;
  const wide = Grid.useBreakpoint().md ?? true;
  if (!wide) {
    return (
      <Select
        className="tab-choice"
        aria-label={say('record.tabs')}
        value={active}
        onChange={choose}
        options={tabs.map(({ key, label }) => ({ value: key, label }))}
      />
    );
  }
  return <TabLine {...props} />;
};

/** Whether the tabs are wider than their line, followed as windows and tabs change. */
const useOverflow = (bar: RefObject<HTMLDivElement | null>, count: number): boolean => {
  const [over, setOver] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: more tabs need more room
  useLayoutEffect(() => {
    const element = bar.current;
    if (element === null) return undefined;
    const watch = new ResizeObserver(() => setOver(element.scrollWidth > element.clientWidth));
    watch.observe(element);
    return () => watch.disconnect();
  }, [bar, count]);
  return over;
};

/** Moves the line, not the page, until the tab stands within it. */
const reveal = (bar: HTMLElement, tab: HTMLElement): void => {
  const [line, place] = [bar.getBoundingClientRect(), tab.getBoundingClientRect()];
  if (place.left < line.left) bar.scrollLeft += place.left - line.left;
  else if (place.right > line.right) bar.scrollLeft += place.right - line.right;
};

/** One line that scrolls, with a list of all tabs beside it where they do not fit. Arrow keys move along. */
const TabLine = ({ tabs, active, choose }: TabBarProps) => {
  const bar = useRef<HTMLDivElement>(null);
  const over = useOverflow(bar, tabs.length);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list beside the line takes room from it
  useEffect(() => {
    const tab = document.getElementById(`tab-${active}`);
    if (bar.current && tab) reveal(bar.current, tab);
  }, [active, over]);
  const move = (event: KeyboardEvent) => {
    const step = moves[event.key];
    const at = tabs.findIndex(({ key }) => key === active);
    const next = step === undefined ? undefined : tabs[(at + step + tabs.length) % tabs.length];
    if (next === undefined) return;
    choose(next.key);
    document.getElementById(`tab-${next.key}`)?.focus();
  };
  return (
    <div className="tab-row">
      <div role="tablist" className="tab-bar" ref={bar} aria-label={say('record.tabs')}>
        {tabs.map(({ key, label }) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`tab-${key}`}
            aria-selected={key === active}
            aria-controls={key === active ? `panel-${key}` : undefined}
            tabIndex={key === active ? 0 : -1}
            onClick={() => choose(key)}
            onKeyDown={move}
          >
            {label}
          </button>
        ))}
      </div>
      {over && (
        <Dropdown
          trigger={['click']}
          menu={{
            className: 'tab-list',
            items: tabs.map(({ key, label }) => ({ key, label })),
            selectedKeys: [active],
            onClick: ({ key }) => choose(key),
          }}
        >
          <Button type="text">{say('record.allTabs', { count: tabs.length })}</Button>
        </Dropdown>
      )}
    </div>
  );
};
