import { Button } from 'antd';
import { useState } from 'react';
import { quickRange, quickRanges } from '#engine/report/quick-range.ts';
import { DayInput } from '../value/DayInput.tsx';
import { say } from '../words.ts';
import type { Range } from './report-range.ts';

interface RangePickerProps {
  readonly range: Range;
  readonly today: string;
  readonly ask: (range: Range) => void;
}

/** The days a report counts: the usual ranges by one click, or two dates. */
export const RangePicker = ({ range, today, ask }: RangePickerProps) => {
  const [draft, setDraft] = useState(range);
  return (
    <form
      className="report-range"
      onSubmit={(event) => {
        event.preventDefault();
        ask(draft);
      }}
    >
      <div className="quick-ranges">
        {quickRanges.map((name) => {
          const { from, to } = quickRange(name, today);
          const chosen = from === range.from && to === range.to;
          return (
            <Button
              key={name}
              size="small"
              type={chosen ? 'primary' : 'default'}
              aria-pressed={chosen}
              onClick={() => ask({ from, to })}
            >
              {say(`reports.range.${name}`)}
            </Button>
          );
        })}
      </div>
      {(['from', 'to'] as const).map((edge) => (
        <label key={edge} htmlFor={`report-${edge}`}>
          {say(`list.${edge}`)}
          <DayInput id={`report-${edge}`} value={draft[edge]} change={(day) => setDraft({ ...draft, [edge]: day })} />
        </label>
      ))}
      <Button type="primary" htmlType="submit">
        {say('list.query')}
      </Button>
    </form>
  );
};
