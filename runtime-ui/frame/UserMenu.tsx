import { Button, Dropdown, type MenuProps } from 'antd';
import type { Me } from '../answer/people.ts';
import { useSession } from '../session/session.ts';
import { chooseLanguage, language, say, titled } from '../words.ts';
import { Icon } from './Icon.tsx';

const itemsOf = (me: Me): MenuProps['items'] => [
  {
    key: 'who',
    disabled: true,
    label: (
      <span className="who">
        <strong>{me.account.name}</strong>
        <span>{me.organization.name}</span>
        <span>{me.posts.map((post) => titled(post.title)).join(say('comma'))}</span>
      </span>
    ),
  },
  { type: 'divider' },
  { key: 'language', label: say('user.language') },
  { key: 'out', label: say('user.signOut') },
];

/** Who is signed in, the other language, and the way out. */
export const UserMenu = ({ wide }: { readonly wide: boolean }) => {
  const { me, signOut } = useSession();
  const choose = (key: string) => {
    if (key === 'out') signOut();
    if (key === 'language') chooseLanguage(language() === 'en' ? 'zh' : 'en');
  };
  return (
    <Dropdown menu={{ items: itemsOf(me) ?? [], onClick: ({ key }) => choose(key) }} trigger={['click']}>
      <Button
        type="text"
        className="head-button user-button"
        icon={<Icon name="person-circle" />}
        aria-label={say('user.menu', { name: me.account.name })}
      >
        {wide ? me.account.name : null}
      </Button>
    </Dropdown>
  );
};
