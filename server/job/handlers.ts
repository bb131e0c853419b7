import type { ClockStep } from '../command/clock-steps.ts';
import type { Context } from '../command/context.ts';
import { checkImport } from '../command/import/check-import.ts';
import { performImport } from '../command/import/perform-import.ts';
import { performPrintRun } from '../command/print-run/perform-run.ts';
import { renderDocument } from '../command/render-document.ts';
import { countFailure } from '../command/rule/breaker.ts';
import { decideAgain } from '../command/rule/decide-again.ts';
import type { SubjectsChanged } from '../command/rule/note-change.ts';
import type { RuleFailure } from '../command/rule/note-failure.ts';
import { performRun } from '../command/rule/perform-run.ts';
import type { PlannedPublish } from '../command/schedule-draft.ts';
import { pumpExchange } from '../exchange/pump.ts';
import type { Transport } from '../exchange/transport.ts';
import { asJson } from '../storage/db.ts';
import { publishPlanned } from './publish-planned.ts';
import { takeClockStep } from './take-clock-step.ts';

/** Does a job; may be called again with the same payload after a crash. `transport` carries messages to other platforms. */
export type Handler = (context: Context, payload: string, transport: Transport) => Promise<void>;

export const handlers: Readonly<Record<string, Handler | undefined>> = {
  exchange: (context, _payload, transport) => pumpExchange(context, transport),
  render: (context, payload) => renderDocument(context, { id: asJson<{ document: string }>(payload).document }),
  'print-run': (context, payload) => performPrintRun(context, asJson<{ run: string }>(payload)),
  'publish-draft': (context, payload) => publishPlanned(context, asJson<PlannedPublish>(payload)),
  'import-check': (context, payload) => checkImport(context, asJson<{ run: string }>(payload)),
  import: (context, payload) => performImport(context, asJson<{ run: string }>(payload)),
  'rule-run': (context, payload) => performRun(context, asJson<{ run: string }>(payload)),
  'rule-subject': async (context, payload) => {
    await decideAgain(context, asJson<SubjectsChanged>(payload));
  },
  'rule-failed': async (context, payload) => {
    const { ruleset, error } = asJson<RuleFailure>(payload);
    const found = context.catalog.definitions.ruleset.get(ruleset);
    if (found !== undefined) await countFailure(context, found, error);
  },
  'clock-step': async (context, payload) => {
    await takeClockStep(context, asJson<ClockStep>(payload));
  },
};
