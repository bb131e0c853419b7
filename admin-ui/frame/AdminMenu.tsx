import { Menu } from 'antd';
import { Icon } from '../../runtime-ui/frame/Icon.tsx';
import { go, useLocation } from '../../runtime-ui/router.ts';
import { say } from '../words.ts';
import { type Rights, useRights } from './rights.ts';

const places = [
  { path: '/admin/definitions', icon: 'journal-code', word: 'menu.definitions', right: 'read' },
  { path: '/admin/drafts', icon: 'pencil-square', word: 'menu.drafts', right: 'read' },
  { path: '/admin/releases', icon: 'layers', word: 'menu.releases', right: 'read' },
  { path: '/admin/pack', icon: 'box-seam', word: 'menu.pack', right: 'read' },
  { path: '/admin/users', icon: 'people', word: 'menu.users', right: 'users' },
  { path: '/admin/messages', icon: 'envelope-exclamation', word: 'menu.messages', right: 'operations' },
  { path: '/admin/audit', icon: 'shield-check', word: 'menu.audit', right: 'audit' },
] as const satisfies readonly { path: string; right: keyof Rights; [more: string]: string }[];

/** The pages this person may open. */
export const AdminMenu = ({ chosen }: { readonly chosen: () => void }) => {
  const rights = useRights();
  const { path } = useLocation();
  const here = path === '/admin' ? '/admin/definitions' : path.split('/').slice(0, 3).join('/');
  return (
    <nav aria-label={say('frame.menu')}>
      <Menu
        mode="inline"
        selectedKeys={[here]}
        items={places
          .filter((place) => rights[place.right])
          .map((place) => ({ key: place.path, icon: <Icon name={place.icon} />, label: say(place.word) }))}
        onClick={({ key }) => {
          go(key);
          chosen();
        }}
      />
    </nav>
  );
};
