import { Alert, Button, Drawer, Grid, Layout, Result } from 'antd';
import { useState } from 'react';
import { useLocation } from '../router.ts';
import { useSession } from '../session/session.ts';
import { showInstant } from '../value/show-time.ts';
import { say } from '../words.ts';
import { useConnection } from './connection.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Icon } from './Icon.tsx';
import { Link } from './Link.tsx';
import { MessagesBell } from './MessagesBell.tsx';
import { ModuleMenu } from './ModuleMenu.tsx';
import { pageAt } from './pages.tsx';
import { SearchBox } from './SearchBox.tsx';
import { UserMenu } from './UserMenu.tsx';

/** Menu, head and the page between them; on a narrow screen the menu is a drawer. */
export const Frame = () => {
  const wide = Grid.useBreakpoint().lg ?? true;
  const [open, setOpen] = useState(false);
  const menu = <ModuleMenu chosen={() => setOpen(false)} />;
  return (
    <Layout className="frame">
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
        <Link to="/" className="brand">
          {say(wide ? 'product' : 'productShort')}
        </Link>
        <SearchBox />
        <MessagesBell />
        <UserMenu wide={wide} />
      </Layout.Header>
      <Banners />
      <Layout>
        {wide ? (
          <Layout.Sider width={216} theme="light" className="sider">
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
  );
};

const Banners = () => {
  const { me } = useSession();
  const { online } = useConnection();
  return (
    <>
      {me.clock && <Alert banner type="info" title={say('frame.clock', { at: showInstant(me.now) })} />}
      {!online && <Alert banner type="warning" role="alert" title={say('offline')} />}
    </>
  );
};

const Page = () => {
  const { path, query } = useLocation();
  const page = pageAt(path, query);
  return (
    <Layout.Content id="page" className="page" tabIndex={-1} role="main">
      <ErrorBoundary key={path}>
        {page ?? (
          <Result
            status="404"
            title={<h1>{say('notFound.title')}</h1>}
            subTitle={say('notFound.hint')}
            extra={<Link to="/">{say('notFound.home')}</Link>}
          />
        )}
      </ErrorBoundary>
    </Layout.Content>
  );
};
