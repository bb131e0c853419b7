import { createServer, type Server } from 'node:http';
import { flushCompileCache } from 'node:module';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { type CatalogKeeper, openCatalog } from './catalog.ts';
import { type Clock, createClock } from './clock.ts';
import { createClosureCache } from './command/closure-cache.ts';
import { buildContext, type Context, machine, type Services } from './command/context.ts';
import { type Config, readConfig, WrongConfig } from './config.ts';
import { type Demo, loadDemo } from './demo.ts';
import { loopback } from './exchange/loopback.ts';
import type { Transport } from './exchange/transport.ts';
import { createApp } from './http/app.ts';
import { createJobRunner, type JobRunner } from './job/queue.ts';
import { reportBug } from './log.ts';
import { createBinder } from './print/binder.ts';
import { readFontRoles } from './print/font-roles.ts';
import { createPictures } from './print/picture/pictures.ts';
import { createPrinter } from './print/printer.ts';
import { createTemplateRunner } from './print/template-runner.ts';
import { actorOfSecret } from './query/load-actor.ts';
import { metrics } from './query/metrics.ts';
import { readiness } from './query/readiness.ts';
import { openFileStore } from './storage/file-store.ts';
import { openStorage, type Storage } from './storage/storage.ts';
import { openVault, WrongSecret } from './storage/vault.ts';
import { createUploads, type Uploads } from './uploads.ts';

/** A running system; `close` ends everything it started. */
export interface System {
  readonly url: string;
  readonly storage: Storage;
  readonly catalog: CatalogKeeper;
  readonly jobs: JobRunner;
  readonly services: Services;
  readonly context: (parts: Pick<Context, 'actor' | 'requestId' | 'origin'>) => Context;
  readonly demo: Demo | undefined;
  readonly close: () => Promise<void>;
}

const shippedFonts = resolve(import.meta.dirname, '../templates/fonts');

const makeServices = async (
  config: Config,
  uploads: Uploads,
  parts: Pick<Services, 'printer' | 'vault' | 'wake' | 'reload'>,
): Promise<Services> => {
  const disk = await openFileStore(config.dataDir);
  return {
    files: {
      put: disk.put,
      bytes: disk.bytes,
      read: disk.read,
      has: disk.has,
      remove: disk.remove,
      look: uploads.finished,
      adopt: async (upload, account) => {
        const found = await uploads.finished(upload, account);
        if (found !== undefined) await disk.adopt(found.path, found.hash);
        return found;
      },
      release: uploads.forget,
      dropExpired: uploads.dropExpired,
    },
    printer: parts.printer,
    vault: parts.vault,
    templates: createTemplateRunner(),
    binder: createBinder(),
    pictures: createPictures(),
    fontRoles: readFontRoles(shippedFonts),
    closures: createClosureCache(),
    wake: parts.wake,
    reload: parts.reload,
    publicUrl: config.publicUrl ?? `http://${config.host}:${config.port}`,
    secret: config.secret,
    platform: config.platform,
  };
};

const listen = (server: Server, config: Config): Promise<string> =>
  new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(config.port, config.host, () => {
      const { port } = server.address() as AddressInfo;
      done(`http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`);
    });
  });

/** Constructs the whole system and starts it. The clock, and what carries messages between offices, may be given by a test. */
export const start = async (
  config: Config,
  clock: Clock = createClock(config.clock),
  transport: Transport = loopback,
): Promise<System> => {
  const storage = await openStorage({ url: config.databaseUrl, dataDir: config.dataDir });
  const printer = createPrinter({ dataDir: config.dataDir, fontsDir: shippedFonts, env: process.env });
  const uploads = createUploads(config.dataDir);
  let runner: JobRunner | undefined;
  const catalog = await openCatalog(storage, { packDir: config.packDir, now: clock() });
  const wake = () => runner?.wake();
  const vault = await openVault(storage, config.secret, clock);
  const services = await makeServices(config, uploads, { printer, vault, wake, reload: catalog.reload });
  const context: System['context'] = (parts) =>
    buildContext({ ...parts, now: clock(), catalog: catalog.current(), storage, services });
  const playing = () => context({ actor: machine, requestId: 'demo' });
  const demo = config.demoDir === undefined ? undefined : await loadDemo(playing, config.demoDir);
  const jobs = createJobRunner(() => context({ actor: machine, requestId: 'job' }), undefined, transport);
  runner = jobs;
  const app = createApp({
    production: config.production,
    publicUrl: config.publicUrl,
    trustProxy: config.trustProxy,
    interfaces: resolve(import.meta.dirname, '../dist'),
    shiftedClock: config.clock,
    now: clock,
    actorOf: (secret) => actorOfSecret(storage.read, secret, clock()),
    context: async (actor, requestId, origin) => context({ actor: actor ?? machine, requestId, origin }),
    readiness: () => readiness({ storage, printer, catalog, platform: config.platform }),
    metrics: () => metrics(storage),
    report: reportBug,
    upload: (request, response, actor) => uploads.handle(request, response, actor.id),
  });
  const server = createServer(app.callback());
  server.requestTimeout = 300_000;
  server.headersTimeout = 20_000;
  const url = await listen(server, config);
  jobs.start();
  const close = async () => {
    // First what others may be waiting for: a print that hangs ends with its browser.
    await printer.close();
    await demo?.stop();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    await jobs.stop();
    await services.templates.close();
    await services.binder.close();
    await services.pictures.close();
    await storage.close();
  };
  return { url, storage, catalog, jobs, services, context, demo, close };
};

const run = async () => {
  const began = performance.now();
  const config = readConfig(process.env);
  const system = await start(config);
  // A process that is killed leaves its compiled code too.
  flushCompileCache();
  console.log(`Zhifa is ready at ${system.url} (${Math.round(performance.now() - began)} ms)`);
  if (!config.production)
    console.log('demonstration: sign in with one click; the clock is shifted; nothing here is real');
  let closing = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (closing) return;
      closing = true;
      void system.close().then(() => process.exit(0));
    });
  }
  // The probe print tells /readyz early what is missing; nothing waits for it.
  void system.services.printer.warmUp().then(({ available }) => (available ? system.demo?.finish() : undefined));
};

if (import.meta.main) {
  run().catch((error: unknown) => {
    console.error(error instanceof WrongConfig || error instanceof WrongSecret ? error.message : error);
    process.exit(1);
  });
}
