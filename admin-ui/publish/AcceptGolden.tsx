import { Button, Popconfirm } from 'antd';
import { ShowProblem } from '../../runtime-ui/frame/ShowProblem.tsx';
import type { Pack } from '../catalog/pack.ts';
import { draftApi } from '../draft/draft-api.ts';
import { useAction } from '../frame/use-action.ts';
import type { TestAnswer } from '../types.ts';
import { say } from '../words.ts';
import { acceptActual, mayAccept } from './accept-golden.ts';

interface AcceptGoldenProps {
  readonly answer: TestAnswer;
  readonly draft: string;
  readonly pack: Pack;
  readonly accepted: () => Promise<void>;
}

/** Where the change is meant: the failed cases expect from now on what came out. The change of the cases is in the draft for all to see. */
export const AcceptGolden = ({ answer, draft, pack, accepted }: AcceptGoldenProps) => {
  const { busy, problem, act } = useAction();
  const failed = answer.results.filter(mayAccept);
  const accept = () =>
    act(async () => {
      for (const key of new Set(failed.map((result) => result.golden))) {
        const definition = pack.catalog.definitions.golden.get(key);
        if (definition) await draftApi.saveDefinition(draft, 'golden', key, acceptActual(definition, answer.results));
      }
      await accepted();
    });
  if (failed.length === 0) return null;
  return (
    <>
      {problem && <ShowProblem problem={problem} />}
      <Popconfirm
        title={say('golden.acceptConfirm')}
        description={say('golden.acceptHint')}
        okText={say('golden.acceptOk')}
        onConfirm={() => void accept()}
      >
        <Button loading={busy}>{say('golden.accept')}</Button>
      </Popconfirm>
    </>
  );
};
