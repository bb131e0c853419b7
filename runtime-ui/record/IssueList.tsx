import { Alert } from 'antd';
import type { ApiIssue } from '../api.ts';
import { say } from '../words.ts';

interface IssueListProps {
  readonly issues: readonly ApiIssue[];
  /** Absent where there are no fields to go to. */
  readonly focus?: (pointer: string) => void;
}

/** Every fault in one place, each a way to its field. */
export const IssueList = ({ issues, focus }: IssueListProps) => {
  if (issues.length === 0) return null;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={say('edit.issues', { count: issues.length })}
      description={
        <ul className="issue-list">
          {issues.map((issue, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole
            <li key={index}>
              {issue.path === '' || focus === undefined ? (
                issue.message
              ) : (
                <button type="button" className="link" onClick={() => focus(issue.path)}>
                  {issue.message}
                </button>
              )}
            </li>
          ))}
        </ul>
      }
    />
  );
};
