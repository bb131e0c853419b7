import { Alert, Button } from 'antd';
import { useState } from 'react';
import type { Decision } from '../answer/records.ts';
import { type ApiProblem, api } from '../api.ts';
import { ShowProblem } from '../frame/ShowProblem.tsx';
import { asProblem } from '../use-loaded.ts';
import { say } from '../words.ts';

interface Replayed {
  readonly same: boolean;
  readonly altered: readonly string[];
}

/** Has a decision made again from what it was made from, and says whether it comes out the same. */
export const ReplayDecision = ({ decision }: { readonly decision: Decision }) => {
  const [replayed, setReplayed] = useState<Replayed>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const replay = async () => {
    setBusy(true);
    setProblem(undefined);
    await api.post<Replayed>(`/decisions/${decision.id}/replay`).then(setReplayed, (e) => setProblem(asProblem(e)));
    setBusy(false);
  };
  return (
    <div className="replay">
      <p className="hint">
        {say('decisions.release', { number: decision.releaseNumber ?? decision.release })}{' '}
        <span className="hash">{say('decisions.hash', { hash: decision.hash.slice(0, 16) })}</span>
      </p>
      <Button loading={busy} onClick={() => void replay()} data-replay={decision.id}>
        {say('decisions.replay')}
      </Button>
      {replayed && (
        <Alert
          role="status"
          showIcon
          type={replayed.same ? 'success' : 'error'}
          title={say(replayed.same ? 'decisions.same' : 'decisions.different')}
          description={replayed.altered.length > 0 && say('decisions.altered', { what: replayed.altered.join(', ') })}
        />
      )}
      {problem && <ShowProblem problem={problem} />}
    </div>
  );
};
