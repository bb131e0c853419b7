import type { Readable } from 'node:stream';
import type { Catalog, CompiledModule } from '#engine/definition/catalog.ts';
import type { HeldPost, Person } from '#engine/workflow/fits.ts';
import type { Printer } from '../print/printer.ts';
import type { TemplateRunner } from '../print/template-runner.ts';
import type { Storage } from '../storage/storage.ts';

/** A person for whom the actor may act today. `post` null stands for everything. */
export interface Represented {
  readonly from: { readonly id: string; readonly name: string; readonly posts: readonly HeldPost[] };
  readonly post: string | null;
}

/** Who asks. Posts and delegations are those valid on the day. */
export interface Actor extends Person {
  readonly id: string;
  readonly name: string;
  readonly organization: string;
  /** The own organization first, then its ancestors up to the root. */
  readonly organizationPath: readonly string[];
  readonly roles: readonly string[];
  readonly posts: readonly HeldPost[];
  readonly delegations: readonly Represented[];
}

/** Content by hash: what is stored under a hash never changes. */
export interface FileStore {
  readonly put: (bytes: Uint8Array) => Promise<{ readonly hash: string; readonly size: number }>;
  /** Takes a finished file over, hashing it on the way; `type` is told from its content. */
  readonly adopt: (path: string) => Promise<{ readonly hash: string; readonly size: number; readonly type: string }>;
  readonly bytes: (hash: string) => Promise<Uint8Array>;
  readonly read: (hash: string) => Readable;
}

/** Uploads that are complete and not yet attached to a record. */
export interface UploadStore {
  /** The file of a finished upload of this account, or undefined. */
  readonly finished: (upload: string, account: string) => Promise<string | undefined>;
  readonly discard: (upload: string) => Promise<void>;
}

/** The compiled module a record pins, by the hash of its closure. */
export type ClosureCache = (hash: string) => Promise<CompiledModule>;

/** What a command may use beside storage. */
export interface Services {
  readonly files: FileStore;
  readonly uploads: UploadStore;
  readonly printer: Printer;
  readonly templates: TemplateRunner;
  readonly closures: ClosureCache;
  /** Font families by role, as templates/fonts/roles.json declares them. */
  readonly fontRoles: unknown;
  /** Where the public reaches this platform, for the address printed on documents. */
  readonly publicUrl: string;
  readonly platform: string;
  /** Tells the job runner that a row is waiting. */
  readonly wakeJobs: () => void;
  /** Has the catalog in force read anew, after a release was published. */
  readonly reloadCatalog: () => Promise<void>;
}

/** Everything a command or query stands on; built in one way by HTTP, by jobs and by tests. */
export interface Context {
  readonly actor: Actor;
  /** The moment of the request, ISO UTC. */
  readonly now: string;
  readonly catalog: Catalog;
  readonly storage: Storage;
  readonly requestId: string;
  readonly services: Services;
}

/** The machine itself, as actor of jobs. */
export const systemActor: Actor = {
  id: 'system',
  name: 'system',
  organization: '',
  organizationPath: [],
  roles: [],
  posts: [],
  delegations: [],
};
