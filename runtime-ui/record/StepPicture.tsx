import { Steps } from 'antd';
import type { Described, StoredRecord } from '../types.ts';
import { say, titled } from '../words.ts';

/** The stages of the workflow with the one the record is in. A terminal state has passed them all. */
export const StepPicture = ({
  described,
  record,
}: {
  readonly described: Described;
  readonly record: StoredRecord;
}) => {
  const { stages } = described;
  if (stages.length === 0) return null;
  const { stage, stateTitle, stateClass } = record.metadata;
  const current = stages.findIndex(({ key }) => key === stage);
  const over = stateClass === 'terminal';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a narrow screen it scrolls, and the keyboard must reach that
    <section className="steps" aria-label={say('record.steps')} tabIndex={0}>
      <Steps
        size="small"
        responsive={false}
        titlePlacement="vertical"
        current={over && current < 0 ? stages.length : current}
        items={stages.map(({ key, title }, index) => ({
          key,
          title: titled(title),
          ...(index === current && { content: titled(stateTitle) }),
          ...(index === current && over && { status: 'finish' as const }),
        }))}
      />
    </section>
  );
};
