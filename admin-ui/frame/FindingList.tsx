import { Tag } from 'antd';
import type { Finding } from '#engine/definition/catalog.ts';
import { translate } from '#engine/message/translate.ts';
import { Link } from '../../runtime-ui/frame/Link.tsx';
import { language } from '../../runtime-ui/words.ts';
import { say } from '../words.ts';
import { groupFindings } from './group-findings.ts';

interface FindingListProps {
  readonly findings: readonly (Finding & { readonly message?: string; readonly severity?: string })[];
  readonly limit?: number;
  /** The address of a file, where it can be opened. */
  readonly addressOf?: (file: string) => string | undefined;
}

/** Findings by file: the place, the reason and what would be right. */
export const FindingList = ({ findings, limit, addressOf }: FindingListProps) => {
  const shown = limit === undefined ? findings : findings.slice(0, limit);
  return (
    <div className="findings">
      {groupFindings(shown).map((group) => {
        const address = addressOf?.(group.file);
        return (
          <section key={group.file}>
            <h4 className="finding-file">{address ? <Link to={address}>{group.file}</Link> : group.file}</h4>
            <ul className="finding-list">
              {group.findings.map((finding) => (
                <li key={`${finding.path} ${finding.code} ${JSON.stringify(finding.params)}`}>
                  {finding.severity === 'warning' && <Tag color="gold">{say('check.warning')}</Tag>}
                  {finding.path !== '' && <code className="place">{finding.path}</code>}
                  <span>{finding.message ?? translate(finding, language())}</span>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      {shown.length < findings.length && <p>{say('check.more', { count: findings.length - shown.length })}</p>}
    </div>
  );
};
