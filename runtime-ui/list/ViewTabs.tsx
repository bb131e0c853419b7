import { Grid, Select, Tabs } from 'antd';
import type { DescribedView } from '../answer/modules.ts';
import { go } from '../router.ts';
import { say, titled } from '../words.ts';

interface ViewTabsProps {
  readonly module: string;
  readonly tabs: readonly DescribedView[];
  /** The one that is open; without it the whole list is. */
  readonly view: string | undefined;
}

const whole = '';

/** The lists of a module side by side: all its records, and those of each view that is a tab; on a narrow screen one choice. */
export const ViewTabs = ({ module, tabs, view = whole }: ViewTabsProps) => {
  const wide = Grid.useBreakpoint().md ?? true;
  if (tabs.length === 0) return null;
  const choose = (key: string) => go(key === whole ? `/m/${module}` : `/v/${module}/${key}`);
  const items = [
    { key: whole, label: say('list.whole') },
    ...tabs.map(({ key, title }) => ({ key, label: titled(title) })),
  ];
  if (wide) return <Tabs className="view-tabs" size="small" activeKey={view} onChange={choose} items={items} />;
  const options = items.map(({ key, label }) => ({ value: key, label }));
  return (
    <Select className="tab-choice" aria-label={say('list.views')} value={view} onChange={choose} options={options} />
  );
};
