import { accountEntities } from './accounts.ts';
import { correctionEntities } from './corrections.ts';
import { definitions } from './definitions.ts';
import { flow } from './flow.ts';
import { importEntities } from './imports.ts';
import { logs } from './logs.ts';
import { paperComparisonEntities } from './paper-comparisons.ts';
import { signingEntities } from './paper-signing.ts';
import { papers } from './papers.ts';
import { people } from './people.ts';
import { printEntities } from './print-runs.ts';
import { records } from './records.ts';
import { rules } from './rules.ts';

/** Every fixed table as the ORM knows it. Module tables are made from definitions and are no entities. */
export const entities = [
  ...people,
  ...definitions,
  ...records,
  ...flow,
  ...papers,
  ...logs,
  ...rules,
  ...importEntities,
  ...accountEntities,
  ...paperComparisonEntities,
  ...printEntities,
  ...correctionEntities,
  ...signingEntities,
];
