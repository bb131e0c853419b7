import { i01 } from './i01-no-gap.ts';
import { i02 } from './i02-no-duplicate.ts';
import { i03 } from './i03-counter.ts';
import { i04 } from './i04-carried.ts';
import { i05 } from './i05-files.ts';
import { i06 } from './i06-sources.ts';
import { i07 } from './i07-reprint.ts';
import { i08 } from './i08-unchanged.ts';
import { i09 } from './i09-log.ts';
import { i10 } from './i10-messages.ts';
import { i11 } from './i11-versions.ts';
import { i12 } from './i12-idempotency.ts';
import { i13 } from './i13-states.ts';
import { i14 } from './i14-history.ts';
import { i15 } from './i15-permitted.ts';
import { i16 } from './i16-duties.ts';
import { i17 } from './i17-delegated.ts';
import { i18 } from './i18-entries.ts';
import { i19 } from './i19-references.ts';
import { i20 } from './i20-tree.ts';
import { i21 } from './i21-asked.ts';
import { i22 } from './i22-due.ts';
import { i23 } from './i23-pauses.ts';
import { i24 } from './i24-amounts.ts';
import { i25 } from './i25-custody.ts';
import { i26 } from './i26-decisions.ts';
import { i29 } from './i29-balances.ts';
import { i30 } from './i30-columns.ts';
import { i31 } from './i31-seals.ts';
import { i32 } from './i32-attachments.ts';
import type { Invariant } from './world.ts';

/** What must hold in every database. */
export const invariants: readonly Invariant[] = [
  i01,
  i02,
  i03,
  i04,
  i05,
  i06,
  i07,
  i08,
  i09,
  i10,
  i11,
  i12,
  i13,
  i14,
  i15,
  i16,
  i17,
  i18,
  i19,
  i20,
  i21,
  i22,
  i23,
  i24,
  i25,
  i26,
  i29,
  i30,
  i31,
  i32,
];
