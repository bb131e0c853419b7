import { Button } from 'antd';
import type { Finding } from '#engine/definition/catalog.ts';
import { translate } from '#engine/message/translate.ts';
import { language } from '../../runtime-ui/words.ts';
import { say } from '../words.ts';
import { lineOf } from './text-findings.ts';

interface FaultListProps {
  readonly findings: readonly Finding[];
  readonly show: (line: number) => void;
}

/** What is wrong with a text, each with the line it leads to. */
export const FaultList = ({ findings, show }: FaultListProps) => (
  <div className="code-faults" aria-live="polite">
    {findings.length === 0 ? (
      <p className="muted">{say('template-editor.sound')}</p>
    ) : (
      <ul>
        {findings.map((finding) => {
          const line = lineOf(finding);
          return (
            <li key={`${finding.path} ${finding.code} ${JSON.stringify(finding.params)}`}>
              {line !== undefined && (
                <Button size="small" danger onClick={() => show(line)}>
                  {say('template-editor.line', { line })}
                </Button>
              )}
              <span>{translate(finding, language())}</span>
            </li>
          );
        })}
      </ul>
    )}
  </div>
);
