import { resolve } from 'node:path';
import { isCivilDate, isInstant, startOfDay } from '#engine/time.ts';

export interface Config {
  readonly host: string;
  readonly port: number;
  /** As people reach it, without a slash at the end; undefined: the address it listens on. */
  readonly publicUrl: string | undefined;
  readonly trustProxy: boolean;
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly secret: string;
  readonly platform: string;
  /** The instant a demonstration's clock starts at. */
  readonly clock: string | undefined;
  readonly production: boolean;
  /** The folder that holds the shipped pack: `definitions/` and `templates/`. */
  readonly packDir: string;
  /** The folder with the demonstration's data; undefined in production. */
  readonly demoDir: string | undefined;
}

/** A setting that keeps the program from starting, said so that the operator knows what to do. */
export class WrongConfig extends Error {}

type Environment = Readonly<Record<string, string | undefined>>;

const root = resolve(import.meta.dirname, '..');
const demoSecret = 'demonstration-only-never-in-production';
const demoClock = '2026-06-30T01:00:00.000Z';

const port = (text: string | undefined): number => {
  const value = Number(text ?? '3000');
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new WrongConfig(`PORT must be a number from 0 to 65535, not ${text}`);
  return value;
};

const secret = (text: string | undefined, production: boolean): string => {
  const value = text ?? demoSecret;
  if (production && (value === demoSecret || value.length < 32)) {
    throw new WrongConfig(
      'SECRET must be set to at least 32 characters of your own in production, for example: SECRET=$(openssl rand -base64 36)',
    );
  }
  return value;
};

const clock = (text: string | undefined, production: boolean): string | undefined => {
  if (production && text !== undefined)
    throw new WrongConfig('CLOCK shifts the time of a demonstration and is refused in production');
  if (production) return undefined;
  if (text === 'real') return undefined;
  const value = text ?? demoClock;
  if (isInstant(value)) return value;
  if (isCivilDate(value)) return startOfDay(value);
  throw new WrongConfig(
    `CLOCK must be a date such as 2026-06-30, an instant such as ${demoClock}, or real, not ${text}`,
  );
};

const platform = (text: string | undefined): string => {
  const value = text ?? 'prov-96';
  if (!/^(national|prov-\d{2})$/.test(value))
    throw new WrongConfig(`PLATFORM must be national or prov-XX with two digits, not ${text}`);
  return value;
};

const publicUrl = (text: string | undefined): string | undefined => {
  if (text === undefined || text === '') return undefined;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new WrongConfig(`PUBLIC_URL must be an http(s) address, not ${text}`);
  return text.replace(/\/+$/, '');
};

/** Reads the settings from the environment; one that is wrong stops the program with a sentence that says what is allowed. */
export const readConfig = (env: Environment): Config => {
  const production = env.PRODUCTION === '1';
  return {
    host: env.HOST ?? '127.0.0.1',
    port: port(env.PORT),
    publicUrl: publicUrl(env.PUBLIC_URL),
    trustProxy: env.TRUST_PROXY === '1',
    databaseUrl: env.DATABASE_URL ?? 'sqlite:zhifa.db',
    dataDir: resolve(env.DATA_DIR ?? './data'),
    secret: secret(env.SECRET, production),
    platform: platform(env.PLATFORM),
    clock: clock(env.CLOCK, production),
    production,
    packDir: env.PACK_DIR === undefined ? root : resolve(env.PACK_DIR),
    demoDir: production ? undefined : resolve(env.DEMO_DIR ?? resolve(root, 'demo')),
  };
};
