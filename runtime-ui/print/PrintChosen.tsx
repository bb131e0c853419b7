import { Button, Checkbox } from 'antd';
import { useEffect, useState } from 'react';
import type { PrintRun } from '../answer/printing.ts';
import { api } from '../api.ts';
import { Icon } from '../frame/Icon.tsx';
import { ShowProblem } from '../frame/ShowProblem.tsx';
import { IssueList } from '../record/IssueList.tsx';
import { useDeed } from '../record/use-deed.ts';
import { say } from '../words.ts';
import { BoundPdfDialog } from './BoundPdfDialog.tsx';
import { isOpen, RunState } from './RunState.tsx';

interface PrintChosenProps {
  /** Ids of documents in the order they were chosen. */
  readonly documents: readonly string[];
}

/** Puts the documents chosen together in one PDF: with progress, and the PDF to look at and print once it is there. */
export const PrintChosen = ({ documents }: PrintChosenProps) => {
  const [doubleSided, setDoubleSided] = useState(false);
  const [run, setRun] = useState<PrintRun>();
  const [shown, show] = useState(false);
  const deed = useDeed();
  useEffect(() => {
    if (run === undefined || !isOpen(run)) return undefined;
    const timer = setTimeout(
      () =>
        void api.get<PrintRun>(`/print-runs/${run.id}`).then((now) => {
          setRun(now);
          if (now.state === 'done') show(true);
        }),
      700,
    );
    return () => clearTimeout(timer);
  }, [run]);
  const begin = () =>
    deed.run(async (key) => {
      setRun(await api.post<PrintRun>('/print-runs', { documents, doubleSided }, key));
      deed.again();
    });
  const busy = deed.busy || (run !== undefined && isOpen(run));
  return (
    <div className="print-chosen">
      <Button
        icon={<Icon name="printer" />}
        disabled={documents.length === 0 || busy}
        loading={busy}
        onClick={() => void begin()}
      >
        {say('printing.chosen', { count: documents.length })}
      </Button>
      <Checkbox checked={doubleSided} onChange={({ target }) => setDoubleSided(target.checked)}>
        {say('printing.doubleSided')}
      </Checkbox>
      {run !== undefined && <RunState run={run} />}
      {deed.problem && <ShowProblem problem={deed.problem} />}
      <IssueList issues={deed.issues} />
      {shown && run !== undefined && <BoundPdfDialog run={run} close={() => show(false)} />}
    </div>
  );
};
