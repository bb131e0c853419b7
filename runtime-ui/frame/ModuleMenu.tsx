import { Menu, type MenuProps } from 'antd';
import type { MenuModule } from '../answer/modules.ts';
import { api } from '../api.ts';
import { go, useLocation } from '../router.ts';
import { useSession } from '../session/session.ts';
import { useLoaded } from '../use-loaded.ts';
import { say, titled } from '../words.ts';
import { Icon } from './Icon.tsx';
import { Loading } from './Loading.tsx';
import { menuGroups } from './menu-groups.ts';

/** Rights that open something on the administrators' side; statistics alone do not. */
const administers = (system: readonly string[]): boolean =>
  system.some((right) => right.startsWith('definitions') || ['usersManage', 'auditRead', 'operations'].includes(right));

type Item = NonNullable<MenuProps['items']>[number];

const itemsOf = (modules: readonly MenuModule[], administrator: boolean): Item[] => [
  { key: '/', icon: <Icon name="inbox" />, label: say('workbench.title') },
  ...menuGroups(modules).map((group) => ({
    key: `group ${group.title.zh}`,
    type: 'group' as const,
    label: titled(group.title),
    children: group.modules.map((module) => ({
      key: `/m/${module.key}`,
      icon: <Icon name="folder2" />,
      label: titled(module.title),
    })),
  })),
  { key: '/reports', icon: <Icon name="bar-chart" />, label: say('reports.title') },
  ...(administrator ? [{ key: '/admin', icon: <Icon name="gear" />, label: say('frame.admin') }] : []),
];

/** The modules this person may read, by group. */
export const ModuleMenu = ({ chosen }: { readonly chosen: () => void }) => {
  const modules = useLoaded('modules', () => api.get<MenuModule[]>('/modules'));
  const { path } = useLocation();
  const { me } = useSession();
  const choose = (key: string) => {
    if (key === '/admin') location.assign('/admin');
    else go(key);
    chosen();
  };
  return (
    <nav aria-label={say('frame.menu')}>
      <Loading of={modules}>
        {(value) => (
          <Menu
            mode="inline"
            selectedKeys={[path.split('/').slice(0, 3).join('/')]}
            items={itemsOf(value, administers(me.system))}
            onClick={({ key }) => choose(key)}
          />
        )}
      </Loading>
    </nav>
  );
};
