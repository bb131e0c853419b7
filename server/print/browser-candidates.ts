import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { unpackBrowser } from './unpack-browser.ts';

export interface BrowserCandidate {
  readonly path: string;
  readonly origin: 'setting' | 'system-shell' | 'bundled' | 'system-browser';
  readonly libraries?: string;
  /** A complete browser needs about seven times the processor time of a headless shell. */
  readonly slow: boolean;
}

export type Environment = Readonly<Record<string, string | undefined>>;

const shells = ['chrome-headless-shell', 'chromium-headless-shell', 'headless_shell'];
const browsers = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const inPath = (names: readonly string[], env: Environment): string[] =>
  names.flatMap((name) =>
    (env.PATH ?? '')
      .split(delimiter)
      .filter((folder) => folder.startsWith('/'))
      .map((folder) => join(folder, name))
      .filter(isExecutable)
      .slice(0, 1),
  );

/** Browsers in the order they are tried; the bundled one is unpacked only when it is its turn. The setting `none`: do not print. */
export async function* browserCandidates(dataDir: string, env: Environment): AsyncGenerator<BrowserCandidate> {
  const setting = env.PRINT_BROWSER ?? env.PUPPETEER_EXECUTABLE_PATH;
  if (setting === 'none') return;
  if (setting) yield { path: setting, origin: 'setting', slow: !/shell/.test(setting) };
  for (const path of inPath(shells, env)) yield { path, origin: 'system-shell', slow: false };
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { path, libraries } = await unpackBrowser(dataDir);
    yield { path, origin: 'bundled', slow: false };
    yield { path, origin: 'bundled', libraries, slow: false };
  }
  for (const path of inPath(browsers, env)) yield { path, origin: 'system-browser', slow: true };
}
