import type { Readable } from 'node:stream';
import type { Catalog, CompiledModule } from '#engine/definition/catalog.ts';
import type { FontRoles } from '#engine/document/page.ts';
import type { HeldPost } from '#engine/workflow/fits.ts';
import type { Binder } from '../print/binder.ts';
import type { Pictures } from '../print/picture/pictures.ts';
import type { Printer } from '../print/printer.ts';
import type { TemplateRunner } from '../print/template-runner.ts';
import type { Db } from '../storage/db.ts';
import type { Storage } from '../storage/storage.ts';
import type { Vault } from '../storage/vault.ts';

interface ActorLite {
  readonly id: string;
  readonly name: string;
  readonly posts: readonly HeldPost[];
}

/** The signed-in person with everything that decides what he may do today. */
export interface Actor extends ActorLite {
  readonly organization: string;
  /** The level of that organization. */
  readonly level: string;
  /** His organization first, then its ancestors up to the root. */
  readonly organizationPath: readonly string[];
  readonly roles: readonly string[];
  /** Those valid today; `post` null stands for everything. */
  readonly delegations: readonly { readonly from: ActorLite; readonly post: string | null }[];
}

interface StoredFile {
  readonly hash: string;
  readonly size: number;
}

export interface FinishedUpload extends StoredFile {
  readonly type: string;
}

/** Content-addressed files: SHA-256 in lower-case hex. */
interface FileStore {
  put(bytes: Uint8Array): Promise<StoredFile>;
  bytes(hash: string): Promise<Uint8Array>;
  /** The whole of it, or the bytes from `start` to `end` (both within). */
  read(hash: string, part?: { readonly start: number; readonly end: number }): Readable;
  /** A finished upload of this account as it was hashed while it came in; undefined when there is none. */
  look(upload: string, account: string): Promise<FinishedUpload | undefined>;
  /** Takes a finished upload of this account into the store. It stays an upload until it is released. */
  adopt(upload: string, account: string): Promise<FinishedUpload | undefined>;
  /** Forgets an upload whose file was taken over. */
  release(upload: string): Promise<void>;
  has(hash: string): Promise<boolean>;
  /** For what nothing refers to any more. */
  remove(hash: string): Promise<void>;
  /** Drops uploads that were begun and not finished in time. */
  dropExpired(): Promise<number>;
}

/** Modules as records pinned them. */
export interface ClosureCache {
  /** The module behind the hash of a closure. Code lists and child modules are those of the catalog. */
  get(db: Db, catalog: Catalog, module: string, hash: string): Promise<CompiledModule>;
  /** The hash of the module's closure in the catalog, stored so that a record may pin it. */
  pin(storage: Storage, catalog: Catalog, module: string): Promise<string>;
  /** The same hash once it is stored. */
  stored(catalog: Catalog, module: string): string | undefined;
}

export interface Services {
  readonly files: FileStore;
  readonly printer: Printer;
  readonly templates: TemplateRunner;
  /** Binds PDFs and pictures into one. */
  readonly binder: Binder;
  /** Draws pages of papers, and tells where two prints differ. */
  readonly pictures: Pictures;
  readonly fontRoles: FontRoles;
  readonly closures: ClosureCache;
  /** Tells the queue that a job was stored. */
  readonly wake: () => void;
  /** Takes over the definitions in force, after a release was published. */
  readonly reload: () => Promise<void>;
  /** Where the verification page is reached; printed on documents. */
  readonly publicUrl: string;
  /** Seals what definitions call secret. */
  readonly vault: Vault;
  /** Keys the hashes that stand in the log for sensitive values. */
  readonly secret: string;
  /** Name of this platform, written on every record. */
  readonly platform: string;
}

/** From where somebody asks, as the network and the browser say. */
export interface Origin {
  readonly address: string;
  readonly agent: string;
}

/** Who asks, when, and with what; built in one way by HTTP, by jobs and by tests. */
export interface Context {
  readonly actor: Actor;
  /** The person the actor says he acts for; else the workflow finds a delegation that fits. */
  readonly onBehalfOf?: ActorLite;
  readonly now: string;
  readonly catalog: Catalog;
  readonly storage: Storage;
  readonly requestId: string;
  /** Absent for what machines do. */
  readonly origin?: Origin;
  readonly services: Services;
}

/** The platform itself, for jobs: no roles, so it passes no gate that asks a person. */
export const machine: Actor = {
  id: 'system',
  name: 'system',
  organization: '',
  level: '',
  organizationPath: [],
  roles: [],
  posts: [],
  delegations: [],
};

export const buildContext = (parts: Context): Context => parts;
