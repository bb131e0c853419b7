import { Alert, Button, Card, Table, Tag } from 'antd';
import { useState } from 'react';
import type { DossierVolume, PrintRun, VolumePiece } from '../answer/printing.ts';
import { Icon } from '../frame/Icon.tsx';
import { showDay, showInstant } from '../value/show-time.ts';
import { say, titled } from '../words.ts';
import { BoundPdfDialog } from './BoundPdfDialog.tsx';
import { isOpen, RunState } from './RunState.tsx';
import type { RunDeeds } from './use-run-deeds.ts';

interface VolumePanelProps {
  readonly volume: DossierVolume;
  readonly deeds: RunDeeds;
  readonly bind: () => Promise<void>;
}

/** One volume: what is bound of it, what is being bound, and everything that lies in it. */
export const VolumePanel = ({ volume, deeds, bind }: VolumePanelProps) => {
  const [shown, show] = useState<PrintRun>();
  const { bound, running } = volume;
  const busy = running !== null && isOpen(running);
  const empty = volume.media.length === 0 && volume.parts.every(({ pieces }) => pieces.length === 0);
  const name = titled(volume.title);
  return (
    <Card
      size="small"
      className="volume"
      title={
        <>
          {name} {volume.secret && <Tag color="red">{say('dossier.secret')}</Tag>}
        </>
      }
      extra={
        <div className="volume-tools">
          {bound !== null && (
            <Button icon={<Icon name="file-earmark-pdf" />} onClick={() => show(bound)}>
              {say('dossier.show')}
            </Button>
          )}
          {busy ? (
            <Button onClick={() => void deeds.post(`/print-runs/${running.id}/stop`)}>{say('printing.stop')}</Button>
          ) : (
            <Button
              type={bound?.current ? 'default' : 'primary'}
              disabled={empty || bound?.current === true}
              icon={<Icon name="journal-bookmark" />}
              aria-label={`${say('dossier.bind')} ${name}`}
              onClick={() => void bind()}
            >
              {say('dossier.bind')}
            </Button>
          )}
        </div>
      }
    >
      {running !== null && <RunState run={running} />}
      {bound !== null && <BoundLine bound={bound} />}
      {empty ? <p className="hint">{say('dossier.empty')}</p> : <PieceTable volume={volume} />}
      {shown && <BoundPdfDialog run={shown} close={() => show(undefined)} />}
    </Card>
  );
};

const BoundLine = ({ bound }: { readonly bound: NonNullable<DossierVolume['bound']> }) => (
  <Alert
    type={bound.current ? 'success' : 'warning'}
    showIcon
    title={say(bound.current ? 'dossier.current' : 'dossier.outdated', {
      at: showInstant(bound.endedAt),
      pieces: bound.pieces ?? 0,
      pages: bound.pages ?? 0,
    })}
  />
);

interface Row extends VolumePiece {
  readonly key: string;
  readonly part: string;
}

const rowsOf = ({ parts, media }: DossierVolume): readonly Row[] => [
  ...parts.flatMap(({ title, pieces }, part) =>
    pieces.map((piece, index) => ({ ...piece, key: `${part} ${index}`, part: index === 0 ? titled(title) : '' })),
  ),
  ...media.map(({ id, title, name }, index) => ({
    key: id,
    part: index === 0 ? say('dossier.media') : '',
    kind: 'file' as const,
    title,
    number: null,
    date: null,
    note: name,
    masked: false,
    pages: 0,
    count: 1,
  })),
];

const PieceTable = ({ volume }: { readonly volume: DossierVolume }) => (
  <Table<Row>
    size="small"
    rowKey="key"
    pagination={false}
    dataSource={[...rowsOf(volume)]}
    scroll={{ x: 'max-content' }}
    columns={[
      { title: say('dossier.part'), dataIndex: 'part' },
      {
        title: say('dossier.piece'),
        key: 'title',
        render: (_, { title, count, kind, masked }) => (
          <>
            {title} {kind === 'photos' && <Tag>{say('dossier.photos', { count })}</Tag>}
            {kind === 'scan' && <Tag color="green">{say('dossier.scan')}</Tag>}
            {masked && <Tag color="orange">{say('dossier.masked')}</Tag>}
          </>
        ),
      },
      { title: say('documents.number'), key: 'number', render: (_, { number }) => number ?? '' },
      { title: say('dossier.date'), key: 'date', render: (_, { date }) => showDay(date) },
      { title: say('dossier.note'), key: 'note', render: (_, { note }) => note ?? '' },
    ]}
  />
);
