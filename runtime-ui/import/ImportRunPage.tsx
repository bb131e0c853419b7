import { Alert, Button, Popconfirm, Progress, Radio, Tag } from 'antd';
import { useEffect, useState } from 'react';
import type { ImportMode, ImportRun } from '../answer/imports.ts';
import { type ApiProblem, api } from '../api.ts';
import { Icon } from '../frame/Icon.tsx';
import { Link } from '../frame/Link.tsx';
import { Loading } from '../frame/Loading.tsx';
import { ShowProblem } from '../frame/ShowProblem.tsx';
import { asProblem, useLoaded } from '../use-loaded.ts';
import { say, titled } from '../words.ts';
import { ImportIssueTable } from './ImportIssueTable.tsx';
import {
  goesOn,
  isGoing,
  noteWords,
  outcomeWords,
  percentOf,
  stateColor,
  stateWords,
  stoppedWords,
} from './run-words.ts';

const lookAgain = 800;

/** One file: what its check found, row by row, the way in, how far it is, and how it came out. */
export const ImportRunPage = ({ id }: { readonly id: string }) => {
  const path = `/imports/runs/${id}`;
  const run = useLoaded(path, () => api.get<ImportRun>(path));
  const { value, reload } = run;
  useEffect(() => {
    if (value === undefined || !isGoing(value)) return undefined;
    const timer = setTimeout(() => void reload(), lookAgain);
    return () => clearTimeout(timer);
  }, [value, reload]);
  return (
    <div className="import-page">
      <p>
        <Link to="/imports">{say('imports.title')}</Link>
      </p>
      <Loading of={run}>{(loaded) => <ShownRun run={loaded} reload={reload} />}</Loading>
    </div>
  );
};

interface ShownRunProps {
  readonly run: ImportRun;
  readonly reload: () => Promise<void>;
}

const ShownRun = ({ run, reload }: ShownRunProps) => {
  const [problem, setProblem] = useState<ApiProblem>();
  const send = async (word: 'start' | 'cancel', body: object) => {
    setProblem(undefined);
    await api.post(`/imports/runs/${run.id}/${word}`, body).catch((error: unknown) => setProblem(asProblem(error)));
    await reload();
  };
  const stopped = stoppedWords(run);
  return (
    <>
      <div className="page-head">
        <h1>
          {titled(run.title)} {run.name} <Tag color={stateColor(run)}>{stateWords(run)}</Tag>
        </h1>
        <div className="page-tools">
          {run.bad > 0 && !isGoing(run) && (
            <Button icon={<Icon name="download" />} href={`/api/imports/runs/${run.id}/errors.xlsx`} download>
              {say('imports.errors')}
            </Button>
          )}
          {isGoing(run) && (
            <Popconfirm title={say('imports.cancelAsk')} onConfirm={() => send('cancel', {})}>
              <Button danger>{say('imports.cancel')}</Button>
            </Popconfirm>
          )}
        </div>
      </div>
      {problem && <ShowProblem problem={problem} />}
      {run.error !== null && <Alert type="error" showIcon role="alert" title={run.error} />}
      {stopped !== undefined && <Alert type="warning" showIcon role="alert" title={stopped} />}
      <p role="status">
        {outcomeWords(run)} {noteWords(run)}
      </p>
      {isGoing(run) && run.started && <Progress percent={percentOf(run)} aria-label={say('imports.progress')} />}
      {mayStart(run) && <StartImport run={run} start={(mode) => send('start', { mode })} />}
      {(run.issues ?? 0) > 0 && <ImportIssueTable key={`${run.state} ${run.issues}`} run={run.id} />}
    </>
  );
};

const mayStart = ({ state, started, good }: ImportRun): boolean =>
  good > 0 && (state === 'checked' || (started && (state === 'cancelled' || state === 'failed')));

/** A pause that people notice, in seconds. */
const worthTelling = 3;

interface StartImportProps {
  readonly run: ImportRun;
  readonly start: (mode: ImportMode) => Promise<void>;
}

const StartImport = ({ run, start }: StartImportProps) => {
  const whole = run.bad === 0;
  const [mode, setMode] = useState<ImportMode>(whole ? run.mode : 'rows');
  const [busy, setBusy] = useState(false);
  return (
    <div className="import-start">
      {!goesOn(run) && (
        <Radio.Group
          aria-label={say('imports.mode')}
          value={mode}
          onChange={({ target }) => setMode(target.value)}
          options={[
            { value: 'all', label: say('imports.mode.all'), disabled: !whole },
            { value: 'rows', label: say('imports.mode.rows') },
          ]}
        />
      )}
      {mode === 'all' && run.holdsUp >= worthTelling && (
        <Alert type="warning" showIcon title={say('imports.holdsUp', { seconds: run.holdsUp })} />
      )}
      <Button
        type="primary"
        loading={busy}
        onClick={() => {
          setBusy(true);
          void start(mode).finally(() => setBusy(false));
        }}
      >
        {goesOn(run) ? say('imports.goOn', { count: run.rows - run.done }) : say('imports.start', { count: run.good })}
      </Button>
    </div>
  );
};
