import { Button, Drawer, Grid, Layout } from 'antd';
import { type ReactNode, useState } from 'react';
import { useLocation } from '../router.ts';
import { say } from '../words.ts';
import { Banners } from './Banners.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Icon } from './Icon.tsx';
import { Link } from './Link.tsx';
import type { SafeMode } from './safe-mode.ts';
import { UserMenu } from './UserMenu.tsx';

interface ShellProps {
  readonly className?: string;
  readonly home: string;
  readonly product: string;
  /** The name of the product where there is little room. */
  readonly productShort: string;
  readonly menu: (chosen: () => void) => ReactNode;
  /** Stands in the head between the product and the person. */
  readonly tools: ReactNode;
  /** More than a notice, for those who can do something about safe mode. */
  readonly safeModeBanner?: (safeMode: SafeMode) => ReactNode;
  readonly children: ReactNode;
}

/** The frame of an interface: menu, head, banners and the page; on a narrow screen the menu is a drawer. */
export const Shell = (props: ShellProps) => {
  const { className = '', home, product, productShort, menu, tools, safeModeBanner, children } = props;
  const wide = Grid.useBreakpoint().lg ?? true;
  const [open, setOpen] = useState(false);
  const { path } = useLocation();
  const list = menu(() => setOpen(false));
  return (
    <Layout className={`frame ${className}`}>
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
        <Link to={home} className="brand">
          {wide ? product : productShort}
        </Link>
        {tools}
        <UserMenu wide={wide} />
      </Layout.Header>
      <Banners safeModeBanner={safeModeBanner} />
      <Layout>
        {wide ? (
          <Layout.Sider width={208} theme="light" className="sider">
            {list}
          </Layout.Sider>
        ) : (
          <Drawer placement="left" size={260} open={open} onClose={() => setOpen(false)} title={say('frame.menu')}>
            {list}
          </Drawer>
        )}
        <Layout.Content id="page" className="page" tabIndex={-1} role="main">
          <ErrorBoundary key={path}>{children}</ErrorBoundary>
        </Layout.Content>
      </Layout>
    </Layout>
  );
};
