import { addHours, instantParts } from '#engine/time.ts';
import type { Context } from '../command/context.ts';
import { sweepFiles } from '../command/file/sweep-files.ts';
import { pumpExchange } from '../exchange/pump.ts';
import type { Transport } from '../exchange/transport.ts';
import { urgeLate } from '../exchange/urge-late.ts';
import { forgetAnswers } from '../storage/idempotency.ts';
import { completeModules } from '../storage/module-layout.ts';
import { moduleTableSpec, settleModules } from '../storage/module-tables.ts';
import { sealCustody, sealEvents } from '../storage/sealer.ts';
import { settleSearchTexts } from '../storage/search-texts.ts';
import { dropExpiredSessions } from '../storage/sessions.ts';
import { dailyRuns } from './daily-runs.ts';
import { recheckClocks } from './recheck-clocks.ts';
import { relayOutbox } from './relay-outbox.ts';

/** Work that is looked for again and again; each turn does what has become due. */
export type Sweep = (context: Context, transport: Transport) => Promise<void>;

const answersKept = 72;
/** In minutes: who is late is late by days. */
const lookEvery = 15;
/** In the hours of the night, of the platform's zone. */
const sweptAt = 3;

export const sweeps: readonly Sweep[] = [
  recheckClocks,
  dailyRuns,
  relayOutbox,
  async (context) => {
    if (instantParts(context.now).minute % lookEvery === 0) await urgeLate(context);
  },
  pumpExchange,
  // What somebody with an older release wrote while a new one was taken over.
  async ({ storage, catalog, now }) => {
    const modules = completeModules(catalog);
    await settleModules(storage, modules.map(moduleTableSpec));
    if (instantParts(now).minute % lookEvery === 0) await settleSearchTexts(storage, modules);
  },
  async ({ storage, now }) => {
    await sealEvents(storage, now);
    await sealCustody(storage, now);
  },
  async (context) => {
    const { hour, minute } = instantParts(context.now);
    if (minute === 35) await context.services.files.dropExpired();
    if (hour === sweptAt && minute === 35) await sweepFiles(context);
  },
  async ({ storage, now }) => {
    await storage.transact(async (db) => {
      await forgetAnswers(db, addHours(now, -answersKept));
      await dropExpiredSessions(db, now);
    });
  },
];
