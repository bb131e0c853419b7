import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FontRoles } from '#engine/document/page.ts';
import { readFontRoles } from '#server/print/font-roles.ts';

export interface TemplateFolder {
  /** `case/penalty-decision` → source */
  readonly templates: Readonly<Record<string, string>>;
  readonly partials: Readonly<Record<string, string>>;
  readonly styles: Readonly<Record<string, string>>;
  readonly roles: FontRoles;
}

const readSuffix = (folder: string, suffix: string, prefix = ''): [string, string][] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(suffix))
        .sort()
        .map((name) => [`${prefix}${name.slice(0, -suffix.length)}`, readFileSync(join(folder, name), 'utf8')])
    : [];

/** The shipped templates as files: partials/, styles/, fonts/roles.json, and one folder a module. */
export const readTemplateFolder = (folder: string): TemplateFolder => {
  const modules = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !['partials', 'styles', 'fonts'].includes(entry.name),
  );
  return {
    templates: Object.fromEntries(modules.flatMap(({ name }) => readSuffix(join(folder, name), '.hbs', `${name}/`))),
    partials: Object.fromEntries(readSuffix(join(folder, 'partials'), '.hbs')),
    styles: Object.fromEntries(readSuffix(join(folder, 'styles'), '.css')),
    roles: readFontRoles(join(folder, 'fonts')),
  };
};
