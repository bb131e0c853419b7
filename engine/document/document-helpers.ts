import type { DocumentHelper, HelperSet } from './document-helper.ts';
import { blankFrom } from './helper/blank-from.ts';
import { check } from './helper/check.ts';
import { choices } from './helper/choices.ts';
import { cnDate } from './helper/cn-date.ts';
import { cnDateTime } from './helper/cn-date-time.ts';
import { cnNumber } from './helper/cn-number.ts';
import { cnUpper } from './helper/cn-upper.ts';
import { type CodeLabels, codeLabel } from './helper/code-label.ts';
import { fill } from './helper/fill.ts';
import { ifRegime } from './helper/if-regime.ts';
import { lines } from './helper/lines.ts';
import { chosen, count, first, join, last, rows, sum, where } from './helper/list.ts';
import { listNo } from './helper/list-no.ts';
import { and, eq, gt, includes, not, or } from './helper/logic.ts';
import { mask } from './helper/mask.ts';
import { money } from './helper/money.ts';
import { pick } from './helper/pick.ts';
import { qrCode } from './helper/qr-code.ts';
import { quote } from './helper/quote.ts';
import { sealBox } from './helper/seal-box.ts';

const fixed: readonly DocumentHelper[] = [
  and,
  blankFrom,
  check,
  cnDate,
  cnDateTime,
  cnNumber,
  cnUpper,
  count,
  eq,
  fill,
  first,
  gt,
  ifRegime,
  includes,
  join,
  last,
  lines,
  listNo,
  mask,
  money,
  not,
  or,
  pick,
  qrCode,
  quote,
  rows,
  sealBox,
  sum,
  where,
  chosen,
];

/** Every helper that a template may call; `codes` are the labels of the code lists it prints. */
export const documentHelpers = (codes: CodeLabels): HelperSet =>
  new Map([...fixed, codeLabel(codes), choices(codes)].map((helper) => [helper.name, helper]));
