import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of demonstration data that holds organizations and people alone. */
export const peopleFolder = (): { readonly demoDir: string; readonly remove: () => void } => {
  const demoDir = mkdtempSync(join(tmpdir(), 'zhifa-people-'));
  for (const name of ['organizations.json', 'accounts.json'])
    copyFileSync(new URL(`../../demo/${name}`, import.meta.url), join(demoDir, name));
  return { demoDir, remove: () => rmSync(demoDir, { recursive: true, force: true }) };
};
