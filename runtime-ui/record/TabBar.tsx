import { Grid, Select } from 'antd';
import type { KeyboardEvent } from 'react';
import { say } from '../words.ts';

interface TabBarProps {
  readonly tabs: readonly { readonly key: string; readonly label: string }[];
  readonly active: string;
  readonly choose: (key: string) => void;
}

const moves: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

/** Tabs that wrap where there are many; on a narrow screen one choice. Arrow keys move along. */
export const TabBar = ({ tabs, active, choose }: TabBarProps) => {
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
  const move = (event: KeyboardEvent) => {
    const step = moves[event.key];
    const at = tabs.findIndex(({ key }) => key === active);
    const next = step === undefined ? undefined : tabs[(at + step + tabs.length) % tabs.length];
    if (next === undefined) return;
    choose(next.key);
    document.getElementById(`tab-${next.key}`)?.focus();
  };
  return (
    <div role="tablist" className="tab-bar" aria-label={say('record.tabs')}>
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
  );
};
