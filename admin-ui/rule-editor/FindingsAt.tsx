import type { Finding } from '#engine/definition/catalog.ts';
import { translate } from '#engine/message/translate.ts';
import { language } from '../../runtime-ui/words.ts';

interface FindingsAtProps {
  readonly findings: readonly Finding[];
  readonly file: string;
  /** A JSON Pointer; what lies below it is shown too. */
  readonly path: string;
}

/** The findings at a place of a definition and below it. */
export const findingsAt = ({ findings, file, path }: FindingsAtProps): readonly Finding[] =>
  findings.filter((one) => one.file === file && (one.path === path || one.path.startsWith(`${path}/`)));

/** What the checks say of one place, where it is edited. */
export const FindingsAt = (props: FindingsAtProps) => {
  const found = findingsAt(props);
  if (found.length === 0) return null;
  return (
    <ul className="plain place-findings" role="status">
      {found.map((finding) => (
        <li key={`${finding.path} ${finding.code} ${JSON.stringify(finding.params)}`}>
          {translate(finding, language())}
        </li>
      ))}
    </ul>
  );
};
