import { Alert, Button } from 'antd';
import type { ApiProblem } from '../api.ts';
import { say } from '../words.ts';

/** A refusal in words, with every issue, and a way to try again. */
export const ShowProblem = ({ problem, again }: { readonly problem: ApiProblem; readonly again?: () => void }) => (
  <Alert
    type={problem.status === 0 ? 'warning' : 'error'}
    showIcon
    role="alert"
    title={problem.status === 0 ? say('offline') : problem.message}
    description={
      problem.issues.length > 0 && (
        <ul className="issue-list">
          {problem.issues.map((issue) => (
            <li key={`${issue.path} ${issue.code}`}>{issue.message}</li>
          ))}
        </ul>
      )
    }
    action={
      again && (
        <Button size="small" onClick={again}>
          {say('again')}
        </Button>
      )
    }
  />
);
