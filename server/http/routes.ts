import type { HttpHost } from './host.ts';
import { boundSignIns } from './middleware/bound-sign-ins.ts';
import type { Route } from './route.ts';
import { accountRoutes } from './routes/accounts.ts';
import { actionRoutes } from './routes/actions.ts';
import { correctionRoutes } from './routes/corrections.ts';
import { dashboardRoutes } from './routes/dashboards.ts';
import { definitionRoutes } from './routes/definitions.ts';
import { documentRoutes } from './routes/documents.ts';
import { draftPaperRoutes } from './routes/draft-papers.ts';
import { draftReleaseRoutes } from './routes/draft-release.ts';
import { draftRoutes } from './routes/drafts.ts';
import { exchangeRoutes } from './routes/exchange.ts';
import { fileRoutes } from './routes/files.ts';
import { importRoutes } from './routes/imports.ts';
import { moduleRoutes } from './routes/modules.ts';
import { organizationRoutes } from './routes/organizations.ts';
import { printRunRoutes } from './routes/print-runs.ts';
import { receiptRoutes } from './routes/receipts.ts';
import { recordRoutes } from './routes/records.ts';
import { referenceRoutes } from './routes/references.ts';
import { relatedRoutes } from './routes/related.ts';
import { reportRoutes } from './routes/reports.ts';
import { ruleRoutes } from './routes/rules.ts';
import { searchRoutes } from './routes/search.ts';
import { sessionRoutes } from './routes/session.ts';
import { taskRoutes } from './routes/tasks.ts';

/** Every operation of the contract, in the order the router tries them: fixed words before parameters. */
export const routes = (host: HttpHost): readonly Route[] => {
  const bounds = boundSignIns();
  return [
    ...sessionRoutes(host, bounds),
    ...accountRoutes(bounds),
    ...moduleRoutes,
    ...recordRoutes,
    ...receiptRoutes,
    ...exchangeRoutes,
    ...relatedRoutes,
    ...referenceRoutes,
    ...actionRoutes,
    ...documentRoutes,
    ...correctionRoutes,
    ...taskRoutes,
    ...reportRoutes,
    ...searchRoutes,
    ...dashboardRoutes,
    ...fileRoutes(host),
    ...importRoutes,
    ...printRunRoutes,
    ...organizationRoutes,
    ...definitionRoutes,
    ...ruleRoutes,
    ...draftRoutes,
    ...draftReleaseRoutes,
    ...draftPaperRoutes,
  ];
};
