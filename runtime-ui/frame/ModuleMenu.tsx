import { Menu, type MenuProps } from 'antd';
import { useState } from 'react';
import type { MenuModule } from '../answer/modules.ts';
import type { Me } from '../answer/people.ts';
import { api } from '../api.ts';
import { go, useLocation } from '../router.ts';
import { useSession } from '../session/session.ts';
import { useLoaded } from '../use-loaded.ts';
import { say, titled } from '../words.ts';
import { Icon } from './Icon.tsx';
import { Loading } from './Loading.tsx';
import { type MenuGroup, menuGroups } from './menu-groups.ts';

/** Rights that open something on the administrators' side; statistics alone do not. */
const administers = (system: readonly string[]): boolean =>
  system.some((right) => right.startsWith('definitions') || ['usersManage', 'auditRead', 'operations'].includes(right));

type Item = NonNullable<MenuProps['items']>[number];

const groupKey = ({ title }: MenuGroup): string => `group ${title.zh}`;

const openKey = 'zhifa.openGroups';

/** What this browser remembers; undefined before a group was opened or closed for the first time. */
const openBefore = (): readonly string[] | undefined => localStorage.getItem(openKey)?.split('\n');

const itemsOf = (modules: readonly MenuModule[], { system, imports }: Me): Item[] => [
  { key: '/', icon: <Icon name="inbox" />, label: say('workbench.title') },
  ...menuGroups(modules).map((group) => ({
    key: groupKey(group),
    icon: <Icon name="folder2" />,
    label: titled(group.title),
    children: group.modules.flatMap((module) => [
      {
        key: module.operations.includes('read') ? `/m/${module.key}` : `/m/${module.key}/new`,
        label: titled(module.title),
      },
      ...module.views.map((view) => ({
        key: `/v/${view.record}/${view.key}`,
        label: (
          <span className="menu-view" title={titled(view.title)}>
            {titled(view.title)}
          </span>
        ),
      })),
    ]),
  })),
  { key: '/reports', icon: <Icon name="bar-chart" />, label: say('reports.title') },
  { key: '/printing', icon: <Icon name="printer" />, label: say('printing.title') },
  ...(imports ? [{ key: '/imports', icon: <Icon name="upload" />, label: say('imports.title') }] : []),
  ...(system.includes('sealsRead')
    ? [{ key: '/seal-uses', icon: <Icon name="patch-check" />, label: say('seals.title') }]
    : []),
  ...(system.includes('definitionsRead')
    ? [{ key: '/rules', icon: <Icon name="calculator" />, label: say('rules.title') }]
    : []),
  ...(administers(system) ? [{ key: '/admin', icon: <Icon name="gear" />, label: say('frame.admin') }] : []),
];

/** The modules this person may read, by group. */
export const ModuleMenu = ({ chosen }: { readonly chosen: () => void }) => {
  const modules = useLoaded('modules', () => api.get<MenuModule[]>('/modules'));
  const { me } = useSession();
  const choose = (key: string) => {
    if (key === '/admin') location.assign('/admin');
    else go(key);
    chosen();
  };
  return (
    <nav aria-label={say('frame.menu')}>
      <Loading of={modules}>{(value) => <Groups modules={value} me={me} choose={choose} />}</Loading>
    </nav>
  );
};

interface GroupsProps {
  readonly modules: readonly MenuModule[];
  readonly me: Me;
  readonly choose: (key: string) => void;
}

/** Groups stay as their reader left them; the one he is in is open. */
const Groups = ({ modules, me, choose }: GroupsProps) => {
  const { path } = useLocation();
  const [kept, keep] = useState(openBefore);
  const chosen = path
    .split('/')
    .slice(0, path.startsWith('/v/') ? 4 : 3)
    .join('/');
  const groups = menuGroups(modules);
  const within = (group: MenuGroup) =>
    group.modules.some(
      ({ key, views }) =>
        `/m/${key}` === chosen ||
        views.some((view) => `/v/${view.record}/${view.key}` === chosen) ||
        chosen.startsWith(`/v/${key}/`),
    );
  const opened = kept ?? groups.slice(0, 1).map(groupKey);
  const open = groups.filter((group) => opened.includes(groupKey(group)) || within(group)).map(groupKey);
  return (
    <Menu
      mode="inline"
      selectedKeys={[chosen.startsWith('/reports') ? '/reports' : chosen]}
      openKeys={open}
      onOpenChange={(keys) => {
        localStorage.setItem(openKey, keys.join('\n'));
        keep(keys);
      }}
      items={itemsOf(modules, me)}
      onClick={({ key }) => choose(key)}
    />
  );
};
