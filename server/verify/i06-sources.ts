import { all, asJson } from '../storage/db.ts';
import { sha256 } from '../storage/events.ts';
import type { Invariant, Offence } from './world.ts';

interface Issued {
  id: string;
  state: string;
  view: string | null;
  templates: unknown;
  fonts: string | null;
}

const hashesOf = ({ view, templates }: Issued): [string, string][] => [
  ['data view', view ?? ''],
  ...Object.entries(templates === null ? {} : asJson<Record<string, string>>(templates)),
];

export const i06: Invariant = {
  id: 'I6',
  title: 'what a numbered document was made from is in the store, unchanged',
  find: async ({ db }) => {
    const documents = await all<Issued>(
      db,
      "select `id`, `state`, `view`, `templates`, `fonts` from `document` where `state` in ('numbered', 'rendering', 'issued') or `pdf` is not null",
    );
    const intact = new Map<string, boolean>();
    const isIntact = async (hash: string): Promise<boolean> => {
      const known = intact.get(hash);
      if (known !== undefined) return known;
      const [blob] = await all<{ content: string }>(db, 'select `content` from `blob` where `hash` = ?', [hash]);
      const found = blob !== undefined && sha256(blob.content) === hash;
      intact.set(hash, found);
      return found;
    };
    const broken: Offence[] = [];
    for (const document of documents) {
      for (const [name, hash] of hashesOf(document))
        if (!(await isIntact(hash)))
          broken.push({ table: 'document', row: document.id, reason: `${name} is missing or changed` });
      if (document.templates === null)
        broken.push({ table: 'document', row: document.id, reason: 'it names no template' });
      if (document.state === 'issued' && !document.fonts)
        broken.push({ table: 'document', row: document.id, reason: 'it names no set of fonts' });
    }
    return broken;
  },
};
