import { Result } from 'antd';
import { useLocation } from '../router.ts';
import { say } from '../words.ts';
import { findPage } from './find-page.ts';
import { Link } from './Link.tsx';
import { MessagesBell } from './MessagesBell.tsx';
import { ModuleMenu } from './ModuleMenu.tsx';
import { pages } from './pages.tsx';
import { SearchBox } from './SearchBox.tsx';
import { Shell } from './Shell.tsx';

/** The officers' frame with the page of the address. */
export const Frame = () => {
  const { path, query } = useLocation();
  return (
    <Shell
      home="/"
      product={say('product')}
      productShort={say('productShort')}
      menu={(chosen) => <ModuleMenu chosen={chosen} />}
      tools={
        <>
          <SearchBox />
          <MessagesBell />
        </>
      }
    >
      {findPage(pages, path, query) ?? (
        <Result
          status="404"
          title={<h1>{say('notFound.title')}</h1>}
          subTitle={say('notFound.hint')}
          extra={<Link to="/">{say('notFound.home')}</Link>}
        />
      )}
    </Shell>
  );
};
