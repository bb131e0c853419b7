import { ImportPage } from '../import/ImportPage.tsx';
import { ImportRunPage } from '../import/ImportRunPage.tsx';
import { ListPage } from '../list/ListPage.tsx';
import { PrintQueuePage } from '../print/PrintQueuePage.tsx';
import { CreatePage } from '../record/CreatePage.tsx';
import { RecordPage } from '../record/RecordPage.tsx';
import { ReportPage } from '../report/ReportPage.tsx';
import { RulesPage } from '../rules/RulesPage.tsx';
import { SwitchedOffPage } from '../rules/SwitchedOffPage.tsx';
import { SealUsesPage } from '../seal/SealUsesPage.tsx';
import { SearchPage } from '../search/SearchPage.tsx';
import { Workbench } from '../worklist/Workbench.tsx';
import type { Pages } from './find-page.ts';
import { MessagesPage } from './MessagesPage.tsx';

/** The officers' pages. */
export const pages: Pages = [
  [/^\/$/, () => <Workbench />],
  [/^\/m\/([^/]+)$/, ([module = '']) => <ListPage key={module} module={module} />],
  [
    /^\/v\/([^/]+)\/([^/]+)$/,
    ([module = '', view = '']) => <ListPage key={`${module} ${view}`} module={module} view={view} />,
  ],
  [
    /^\/m\/([^/]+)\/new$/,
    ([module = ''], query) => <CreatePage key={module} module={module} parent={query.get('parent')} />,
  ],
  [/^\/m\/([^/]+)\/([^/]+)$/, ([module = '', id = '']) => <RecordPage key={id} module={module} id={id} />],
  [/^\/imports$/, (_parts, query) => <ImportPage chosen={query.get('of') ?? undefined} />],
  [/^\/imports\/([^/]+)$/, ([id = '']) => <ImportRunPage key={id} id={id} />],
  [/^\/search$/, (_parts, query) => <SearchPage words={query.get('q') ?? ''} />],
  [/^\/printing$/, () => <PrintQueuePage />],
  [/^\/seal-uses$/, () => <SealUsesPage />],
  [/^\/messages$/, () => <MessagesPage />],
  [/^\/switched-off$/, () => <SwitchedOffPage />],
  [/^\/rules(?:\/([^/]+))?$/, ([rule]) => <RulesPage rule={rule || undefined} />],
  [/^\/reports(?:\/([^/]+))?$/, ([report], query) => <ReportPage report={report || undefined} query={query} />],
];
