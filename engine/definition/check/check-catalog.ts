import { checkForm } from '../../form/check-form.ts';
import type { Catalog, Finding } from '../catalog.ts';
import { checkAggregates } from './aggregates.ts';
import { checkApart } from './apart.ts';
import { checkBalances } from './balances.ts';
import type { Check } from './check.ts';
import { finding } from './check.ts';
import { checkConditions } from './conditions.ts';
import { checkCorrections } from './corrections.ts';
import { checkCreateLoops } from './create-loops.ts';
import { checkDashboards } from './dashboards.ts';
import { checkDetails } from './details.ts';
import { checkDocuments } from './documents.ts';
import { checkDossiers } from './dossiers.ts';
import { checkDuplicates } from './duplicates.ts';
import { checkEffects } from './effects.ts';
import { checkExchanges } from './exchanges.ts';
import { checkFactCircles } from './fact-circles.ts';
import { checkImports } from './imports.ts';
import { checkLists } from './lists.ts';
import { checkParameters } from './parameters.ts';
import { checkPeople } from './people.ts';
import { checkReferences } from './references.ts';
import { checkRowConditions } from './row-conditions.ts';
import { checkRules } from './rules.ts';
import { checkStarts } from './starts.ts';
import { checkSubjectRules } from './subject-rules.ts';
import { checkTables } from './tables.ts';
import { checkWorkflows } from './workflow.ts';

const checkForms: Check = (catalog) =>
  [...catalog.definitions.form.values()].flatMap((form) =>
    checkForm(form).map((issue) => finding(form, issue.path, issue.code, issue.params ?? {})),
  );

/** A new check is one file and one line here. */
const checks: readonly Check[] = [
  checkReferences,
  checkForms,
  checkStarts,
  checkWorkflows,
  checkCorrections,
  checkConditions,
  checkBalances,
  checkEffects,
  checkCreateLoops,
  checkRules,
  checkFactCircles,
  checkAggregates,
  checkSubjectRules,
  checkRowConditions,
  checkTables,
  checkParameters,
  checkLists,
  checkDuplicates,
  checkPeople,
  checkApart,
  checkDocuments,
  checkDossiers,
  checkDashboards,
  checkExchanges,
  checkImports,
  checkDetails,
];

/**
 * Every fault of a set of definitions that can be told without records: file, JSON Pointer, code, and in the parameters
 * what would be right. The files that could not be read are among the issues of buildCatalog.
 */
export const checkCatalog = (catalog: Catalog): Finding[] => checks.flatMap((check) => check(catalog));
