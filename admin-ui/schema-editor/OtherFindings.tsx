import { Alert } from 'antd';
import type { Finding } from '#engine/definition/catalog.ts';
import { translate } from '#engine/message/translate.ts';
import { language } from '../../runtime-ui/words.ts';
import { say } from '../words.ts';
import { memberWords } from './member-words.ts';

interface OtherFindingsProps {
  readonly findings: readonly Finding[];
  readonly file: string;
  readonly kind: string;
}

/** Everything the checks say, with the place in words; of other files with their names. */
export const OtherFindings = ({ findings, file, kind }: OtherFindingsProps) => {
  if (findings.length === 0) return <Alert showIcon type="success" title={say('editor.fine')} />;
  return (
    <Alert
      type="warning"
      className="gap"
      title={say('schema-editor.findings', { count: findings.length })}
      description={
        <ul className="finding-list">
          {findings.map((finding) => (
            <li key={`${finding.file} ${finding.path} ${finding.code} ${JSON.stringify(finding.params)}`}>
              {finding.file === file ? (
                <span className="place">{placeOf(kind, finding.path)}</span>
              ) : (
                <code className="place">{finding.file}</code>
              )}{' '}
              {translate(finding, language())}
            </li>
          ))}
        </ul>
      }
    />
  );
};

const placeOf = (kind: string, path: string): string =>
  path
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? say('place.item', { number: Number(part) + 1 }) : memberWords(kind, part)))
    .join(say('place.below'));
