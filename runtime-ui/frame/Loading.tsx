import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import type { Loaded } from '../use-loaded.ts';
import { say } from '../words.ts';
import { ShowProblem } from './ShowProblem.tsx';

interface LoadingProps<T> {
  readonly of: Loaded<T>;
  readonly children: (value: T) => ReactNode;
}

/** The three faces of something that is loaded: waiting, refused, there. */
export const Loading = <T,>({ of, children }: LoadingProps<T>) => {
  if (of.value !== undefined) return children(of.value);
  if (of.problem) return <ShowProblem problem={of.problem} again={() => void of.reload()} />;
  return (
    <div role="status" aria-label={say('loading')} className="loading">
      <Skeleton active title={false} paragraph={{ rows: 5 }} />
    </div>
  );
};
