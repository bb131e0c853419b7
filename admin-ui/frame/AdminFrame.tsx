import { Button, Drawer, Grid, Layout } from 'antd';
import { useState } from 'react';
import { Icon } from '../../runtime-ui/frame/Icon.tsx';
import { Link } from '../../runtime-ui/frame/Link.tsx';
import { UserMenu } from '../../runtime-ui/frame/UserMenu.tsx';
import { useLoaded } from '../../runtime-ui/use-loaded.ts';
import type { Pack } from '../catalog/pack.ts';
import { loadPack, PackContext } from '../catalog/pack-context.ts';
import { say } from '../words.ts';
import { AdminMenu } from './AdminMenu.tsx';
import { Banners } from './Banners.tsx';
import { Page } from './Page.tsx';
import { useRights } from './rights.ts';

/** Whoever may not read definitions has no page that asks for them. */
const noPack = () => new Promise<Pack>(() => undefined);

/** Menu, head, banners and the page between them; on a narrow screen the menu is a drawer. */
export const AdminFrame = () => {
  const wide = Grid.useBreakpoint().lg ?? true;
  const [open, setOpen] = useState(false);
  const { read } = useRights();
  const pack = useLoaded('pack', read ? loadPack : noPack);
  const menu = <AdminMenu chosen={() => setOpen(false)} />;
  return (
    <PackContext value={pack}>
      <Layout className="frame admin">
        <a className="skip" href="#page">
          {say('frame.skip')}
        </a>
        <Layout.Header className="head">
          {!wide && (
            <Button
              type="text"
              className="head-button"
              aria-label={say('frame.menu')}
              icon={<Icon name="list" />}
              onClick={() => setOpen(true)}
            />
          )}
          <Link to="/admin" className="brand">
            {say(wide ? 'product' : 'productShort')}
          </Link>
          <span className="head-space" />
          <a className="head-link" href="/">
            <Icon name="box-arrow-left" /> {say('frame.officers')}
          </a>
          <UserMenu wide={wide} />
        </Layout.Header>
        <Banners />
        <Layout>
          {wide ? (
            <Layout.Sider width={200} theme="light" className="sider">
              {menu}
            </Layout.Sider>
          ) : (
            <Drawer placement="left" size={260} open={open} onClose={() => setOpen(false)} title={say('frame.menu')}>
              {menu}
            </Drawer>
          )}
          <Page />
        </Layout>
      </Layout>
    </PackContext>
  );
};
