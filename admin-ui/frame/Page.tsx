import { Result } from 'antd';
import { findPage, type Pages } from '../../runtime-ui/frame/find-page.ts';
import { Link } from '../../runtime-ui/frame/Link.tsx';
import { useLocation } from '../../runtime-ui/router.ts';
import { AuditPage } from '../audit/AuditPage.tsx';
import { DefinitionPage } from '../definition/DefinitionPage.tsx';
import { DefinitionsPage } from '../definition/DefinitionsPage.tsx';
import { DraftPage } from '../draft/DraftPage.tsx';
import { DraftsPage } from '../draft/DraftsPage.tsx';
import { EditorPage } from '../editor/EditorPage.tsx';
import { UndeliveredPage } from '../exchange/UndeliveredPage.tsx';
import { ReleaseImpactPage } from '../impact/ReleaseImpactPage.tsx';
import { PackPage } from '../pack/PackPage.tsx';
import { DifferencesPage } from '../release/DifferencesPage.tsx';
import { ReleasesPage } from '../release/ReleasesPage.tsx';
import { UsersPage } from '../user/UsersPage.tsx';
import { say } from '../words.ts';
import { type Rights, useRights } from './rights.ts';

const pages: Pages = [
  [/^\/admin\/?$/, (_parts, query) => <DefinitionsPage query={query} />],
  [/^\/admin\/definitions$/, (_parts, query) => <DefinitionsPage query={query} />],
  [
    /^\/admin\/definitions\/([^/]+)\/([^/]+)$/,
    ([kind = '', key = '']) => <DefinitionPage key={`${kind} ${key}`} kind={kind} name={key} />,
  ],
  [/^\/admin\/drafts$/, () => <DraftsPage />],
  [/^\/admin\/drafts\/([^/]+)$/, ([id = '']) => <DraftPage key={id} id={id} />],
  [
    /^\/admin\/drafts\/([^/]+)\/([^/]+)\/([^/]+)$/,
    ([id = '', kind = '', key = '']) => <EditorPage key={`${id} ${kind} ${key}`} draft={id} kind={kind} name={key} />,
  ],
  [/^\/admin\/releases$/, () => <ReleasesPage />],
  [/^\/admin\/releases\/([^/]+)\/impact$/, ([id = '']) => <ReleaseImpactPage key={id} id={id} />],
  [/^\/admin\/releases\/([^/]+)\/([^/]+)$/, ([from = '', to = '']) => <DifferencesPage from={from} to={to} />],
  [/^\/admin\/pack$/, () => <PackPage />],
  [/^\/admin\/users$/, () => <UsersPage />],
  [/^\/admin\/messages$/, () => <UndeliveredPage />],
  [/^\/admin\/audit$/, () => <AuditPage />],
];

/** Pages that ask for another right than to read definitions. */
const special: Readonly<Record<string, keyof Rights>> = {
  '/admin/audit': 'audit',
  '/admin/messages': 'operations',
  '/admin/users': 'users',
};
const rightFor = (path: string): keyof Rights => special[path] ?? 'read';

/** The page of the address, or why there is none. */
export const Page = () => {
  const { path, query } = useLocation();
  const rights = useRights();
  return rights[rightFor(path)] ? (findPage(pages, path, query) ?? <Missing />) : <Refused audit={rights.audit} />;
};

const Missing = () => (
  <Result
    status="404"
    title={say('notFound.title')}
    subTitle={say('notFound.hint')}
    extra={<Link to="/admin">{say('notFound.home')}</Link>}
  />
);

/** Whoever may read the log alone is led there. */
const Refused = ({ audit }: { readonly audit: boolean }) => (
  <Result
    status="403"
    title={say('refused.title')}
    subTitle={say('refused.hint')}
    extra={audit ? <Link to="/admin/audit">{say('menu.audit')}</Link> : <a href="/">{say('frame.officers')}</a>}
  />
);
