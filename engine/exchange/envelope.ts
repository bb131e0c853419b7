import type { Issue } from '../issue.ts';
import { canonicalJson, isObject, type Json } from '../json.ts';

/** SHA-256 of text in lower-case hex; the engine is given it by its host. */
export type Hash = (text: string) => string;

export type JsonObject = { readonly [key: string]: Json };

/**
 * One message of one record to one record of another organization. `version` numbers the messages of that pair, so that
 * they are applied in their order, each once; `prevVersion` is the one before.
 */
export interface Envelope {
  readonly msgId: string;
  /** The key of the exchange, and of the message in it. */
  readonly exchange: string;
  readonly message: string;
  /** Module and id of the record that speaks. */
  readonly entity: string;
  readonly id: string;
  /** The record spoken to; the sender names it, also before it exists. */
  readonly remote: string;
  readonly version: number;
  readonly prevVersion: number;
  readonly fromPlatform: string;
  readonly toPlatform: string;
  readonly fromOrganization: string;
  readonly toOrganizations: readonly string[];
  readonly schemaVersion: number;
  /** When it happened at the sender: an instant. */
  readonly occurredAt: string;
  readonly sentAt: string;
  readonly bodyHash: string;
  readonly body: JsonObject;
}

/** The form of envelopes this platform writes and understands. */
const envelopeVersion = 1;

export const sealEnvelope = (
  parts: Omit<Envelope, 'bodyHash' | 'schemaVersion' | 'prevVersion'>,
  hash: Hash,
): Envelope => ({
  ...parts,
  prevVersion: parts.version - 1,
  schemaVersion: envelopeVersion,
  bodyHash: hash(canonicalJson(parts.body)),
});

const texts = [
  'msgId',
  'exchange',
  'message',
  'entity',
  'id',
  'remote',
  'fromPlatform',
  'toPlatform',
  'fromOrganization',
  'occurredAt',
  'sentAt',
  'bodyHash',
] as const;

/** What is wrong with something that calls itself an envelope; empty when it may be applied. */
export const checkEnvelope = (value: unknown, hash: Hash): readonly Issue[] => {
  if (!isObject(value)) return [{ path: '', code: 'exchange.shape' }];
  const missing = texts.filter((name) => typeof value[name] !== 'string' || value[name] === '');
  if (missing.length > 0) return missing.map((name) => ({ path: `/${name}`, code: 'exchange.shape' }));
  if (value.schemaVersion !== envelopeVersion)
    return [{ path: '/schemaVersion', code: 'exchange.schemaVersion', params: { version: value.schemaVersion } }];
  const { version, prevVersion } = value;
  if (!Number.isSafeInteger(version) || Number(version) < 1 || prevVersion !== Number(version) - 1)
    return [{ path: '/version', code: 'exchange.shape' }];
  if (!Array.isArray(value.toOrganizations) || value.toOrganizations.length !== 1)
    return [{ path: '/toOrganizations', code: 'exchange.shape' }];
  if (!isObject(value.body)) return [{ path: '/body', code: 'exchange.shape' }];
  return hash(canonicalJson(value.body)) === value.bodyHash ? [] : [{ path: '/bodyHash', code: 'exchange.bodyHash' }];
};
