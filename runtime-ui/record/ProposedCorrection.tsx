import type { Correction } from '../answer/corrections.ts';
import { Loading } from '../frame/Loading.tsx';
import { CorrectionCard } from './CorrectionsTab.tsx';
import { type OpenRecord, useRelated } from './use-record.ts';

/** The correction whose sign-off runs, as it is laid before whoever signs. */
export const ProposedCorrection = ({ opened }: { readonly opened: OpenRecord }) => {
  const corrections = useRelated<Correction>(opened.record, 'corrections');
  return (
    <Loading of={corrections}>
      {(value) =>
        value
          .filter(({ state }) => state === 'proposed')
          .map((correction) => <CorrectionCard key={correction.id} opened={opened} correction={correction} />)
      }
    </Loading>
  );
};
