import { formatNumber } from '#engine/numbering/format.ts';
import { problem } from '#engine/problem.ts';
import { civilParts, toCivilDate } from '#engine/time.ts';
import { asJson } from '../storage/db.ts';
import { type LedgerRow, takeNumber } from '../storage/numbers.ts';
import { findOrganization } from '../storage/organizations.ts';
import type { Unit } from './unit.ts';

export interface NumberedThing {
  readonly numbering: string;
  readonly record: { readonly id: string; readonly organization: string; readonly regime: string };
  readonly documentId?: string;
  /** The record's field that carries the number. */
  readonly field?: string;
}

interface OrganizationWords {
  readonly docWord?: Readonly<Record<string, string>>;
  readonly abbr?: string;
  readonly shortName?: string;
}

/** Takes the next number of the series of the record's organization and year, worded as its regime words it. */
export const takeNumberFor = async (unit: Unit, thing: NumberedThing): Promise<LedgerRow> => {
  const { catalog, now, actor } = unit.context;
  const definition = catalog.definitions.numbering.get(thing.numbering);
  const organization = await findOrganization(unit.db, thing.record.organization);
  if (definition === undefined || organization === undefined)
    throw problem('not-found', { params: { numbering: thing.numbering } });
  const { year } = civilParts(toCivilDate(now));
  const words = asJson<OrganizationWords>(organization.profile);
  const docWord = words.docWord?.[thing.record.regime];
  const tokens = {
    ...(docWord !== undefined && { docWord }),
    ...(words.abbr !== undefined && { abbr: words.abbr }),
    ...(words.shortName !== undefined && { organShort: words.shortName }),
    organCode: organization.id,
    yyyy: year,
  };
  const pattern = definition.patterns?.[thing.record.regime] ?? definition.pattern;
  return await takeNumber(unit.db, {
    numbering: thing.numbering,
    organization: organization.id,
    year,
    by: actor.id,
    at: now,
    recordId: thing.record.id,
    ...(thing.documentId !== undefined && { documentId: thing.documentId }),
    ...(thing.field !== undefined && { field: thing.field }),
    format: (n) => formatNumber(pattern, { ...tokens, n }),
  });
};
