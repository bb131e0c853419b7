import { type Language, translate } from '../../message/translate.ts';
import type { Title } from '../../schema/types.gen.ts';
import type { Finding } from '../catalog.ts';
import type { Kind } from '../kinds.ts';

/** What a kind is called. */
export const kindTitle = (kind: Kind): Title => {
  const issue = { path: '', code: `kind-${kind}` };
  return { zh: translate(issue, 'zh'), en: translate(issue, 'en') };
};

/** One line that names the file, the place, the reason and what would be right. */
export const describeFinding = (finding: Finding, language: Language): string => {
  const { file, path } = finding;
  const reason = translate(finding, language);
  const code = path === '' ? 'finding-whole' : 'finding';
  return translate({ path, code, params: { file, path, reason } }, language);
};
