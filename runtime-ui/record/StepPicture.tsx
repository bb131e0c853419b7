import { Steps } from 'antd';
import { useEffect, useRef } from 'react';
import type { Described } from '../answer/modules.ts';
import type { StoredRecord } from '../answer/records.ts';
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
  const place = useRef<HTMLElement>(null);
  const { stage, stateClass } = record.metadata;
  // On a narrow screen the stage the record is in is the one to see first.
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew for every stage
  useEffect(() => {
    const [section, current] = [
      place.current,
      place.current?.querySelector<HTMLElement>('[aria-current], .ant-steps-item-active'),
    ];
    if (section && current) section.scrollLeft = current.offsetLeft - section.clientWidth / 2 + current.clientWidth / 2;
  }, [stage]);
  if (stages.length === 0) return null;
  const current = stages.findIndex(({ key }) => key === stage);
  const over = stateClass === 'terminal';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a narrow screen it scrolls, and the keyboard must reach that
    <section ref={place} className="steps" aria-label={say('record.steps')} tabIndex={0}>
      <Steps
        size="small"
        responsive={false}
        titlePlacement="vertical"
        current={over && current < 0 ? stages.length : current}
        items={stages.map(({ key, title }, index) => ({
          key,
          title: titled(title),
          ...(index === current && over && { status: 'finish' as const }),
        }))}
      />
    </section>
  );
};
