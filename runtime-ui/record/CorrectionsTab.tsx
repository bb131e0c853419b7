import { Card, Tag } from 'antd';
import type { Correction } from '../answer/corrections.ts';
import { Loading } from '../frame/Loading.tsx';
import { useLabels } from '../value/lookup.ts';
import { showInstant } from '../value/show-time.ts';
import { say, titled } from '../words.ts';
import { ChangeList } from './ChangeList.tsx';
import { CorrectedPapers } from './CorrectedPapers.tsx';
import { type OpenRecord, useRelated } from './use-record.ts';

interface CorrectionsTabProps {
  readonly opened: OpenRecord;
  readonly changed: () => Promise<void>;
}

/** What was corrected, why, by whom, and what became of the papers issued before. */
export const CorrectionsTab = ({ opened, changed }: CorrectionsTabProps) => {
  const corrections = useRelated<Correction>(opened.record, 'corrections');
  const refresh = async () => {
    await corrections.reload();
    await changed();
  };
  return (
    <Loading of={corrections}>
      {(value) =>
        value.length === 0 ? (
          <p className="hint">{say('correction.none')}</p>
        ) : (
          <div className="corrections">
            {value.toReversed().map((correction) => (
              <CorrectionCard key={correction.id} opened={opened} correction={correction} refresh={refresh} />
            ))}
          </div>
        )
      }
    </Loading>
  );
};

const colours: Readonly<Record<Correction['state'], string>> = {
  proposed: 'gold',
  applied: 'green',
  returned: 'red',
  recalled: 'default',
  ended: 'default',
};

interface CorrectionCardProps {
  readonly opened: OpenRecord;
  readonly correction: Correction;
  readonly refresh?: () => Promise<void>;
}

export const CorrectionCard = ({ opened: { described, record }, correction, refresh }: CorrectionCardProps) => {
  const labels = useLabels();
  const { title, state, changes, reason, proposedBy, proposedAt } = correction;
  return (
    <Card
      size="small"
      className="correction"
      title={titled(title)}
      extra={<Tag color={colours[state]}>{say(`correction.state.${state}`)}</Tag>}
    >
      <p>
        {proposedBy.name} <time dateTime={proposedAt}>{showInstant(proposedAt)}</time>
      </p>
      <blockquote>{reason}</blockquote>
      <ChangeList changes={changes} described={described} labels={labels} organization={record.organization} />
      <CorrectedPapers correction={correction} described={described} {...(refresh && { refresh })} />
    </Card>
  );
};
