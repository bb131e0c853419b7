import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FontRoles } from '#engine/document/page.ts';

/** The font families by role, as `roles.json` beside the shipped fonts declares them. */
export const readFontRoles = (fontsDir: string): FontRoles =>
  JSON.parse(readFileSync(join(fontsDir, 'roles.json'), 'utf8')) as FontRoles;
