import { Descriptions, Empty } from 'antd';
import type { Dossier } from '../answer/printing.ts';
import { Loading } from '../frame/Loading.tsx';
import { ShowProblem } from '../frame/ShowProblem.tsx';
import { type OpenRecord, stampOf, useRelated } from '../record/use-record.ts';
import { say, titled } from '../words.ts';
import { MissingPapers } from './MissingPapers.tsx';
import { isOpen } from './RunState.tsx';
import { usePolling } from './use-polling.ts';
import { type RunDeeds, useRunDeeds } from './use-run-deeds.ts';
import { VolumePanel } from './VolumePanel.tsx';

/** The files of a record: what lies in each volume, and the volumes bound as one PDF each. */
export const DossierTab = ({ opened: { record } }: { readonly opened: OpenRecord }) => {
  const dossiers = useRelated<Dossier>(record, 'dossiers');
  const going = dossiers.value?.some(({ volumes }) => volumes.some(({ running }) => running && isOpen(running)));
  usePolling(going ?? false, dossiers.reload);
  const deeds = useRunDeeds(dossiers.reload);
  return (
    <>
      {deeds.problem && <ShowProblem problem={deeds.problem} />}
      <Loading of={dossiers}>
        {(value) =>
          value.length === 0 ? (
            <Empty description={say('dossier.none')} />
          ) : (
            value.map((dossier) => (
              <OneDossier
                key={`${dossier.key} ${dossier.record.id}`}
                dossier={dossier}
                path={`/records/${dossier.record.module}/${dossier.record.id}`}
                deeds={deeds}
                stamp={stampOf(record)}
              />
            ))
          )
        }
      </Loading>
    </>
  );
};

interface OneDossierProps {
  readonly dossier: Dossier;
  readonly path: string;
  readonly deeds: RunDeeds;
  /** Of the record: what is missing may change with it. */
  readonly stamp: string;
}

const OneDossier = ({ dossier, path, deeds, stamp }: OneDossierProps) => (
  <section className="dossier" aria-label={titled(dossier.title)}>
    <Descriptions
      size="small"
      items={[
        { key: 'title', label: say('dossier.title'), children: titled(dossier.title) },
        { key: 'number', label: say('dossier.number'), children: dossier.number ?? say('dossier.noNumber') },
        { key: 'volumes', label: say('dossier.volumes'), children: dossier.volumes.length },
      ]}
    />
    {dossier.checklist !== null && <MissingPapers path={path} list={dossier.checklist} stamp={stamp} />}
    {dossier.volumes.map((volume) => (
      <VolumePanel
        key={volume.key}
        volume={volume}
        deeds={deeds}
        bind={() => deeds.post(`${path}/dossiers/${dossier.key}/${volume.key}`)}
      />
    ))}
  </section>
);
