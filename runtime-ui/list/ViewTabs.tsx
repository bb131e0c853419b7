import { Tabs } from 'antd';
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

/** The lists of a module side by side: all its records, and those of each view that is a tab. */
export const ViewTabs = ({ module, tabs, view = whole }: ViewTabsProps) =>
  tabs.length === 0 ? null : (
    <Tabs
      className="view-tabs"
      size="small"
      activeKey={view}
      onChange={(key) => go(key === whole ? `/m/${module}` : `/v/${module}/${key}`)}
      items={[
        { key: whole, label: say('list.whole') },
        ...tabs.map(({ key, title }) => ({ key, label: titled(title) })),
      ]}
    />
  );
