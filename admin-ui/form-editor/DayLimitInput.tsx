import { Select, Space } from 'antd';
import { textSetting } from '#engine/form/settings.ts';
import { DayInput } from '../../runtime-ui/value/DayInput.tsx';
import { say } from '../words.ts';

interface DayLimitInputProps {
  readonly id: string;
  readonly label: string;
  readonly value: unknown;
  readonly set: (value: unknown) => void;
  readonly readOnly: boolean;
}

/** The first or last day of a date: none, the day it is filled in, or a fixed one. */
export const DayLimitInput = ({ id, label, value, set, readOnly }: DayLimitInputProps) => {
  const text = textSetting(value);
  const kind = text === undefined ? 'none' : text === 'today' || text === 'now' ? text : 'day';
  return (
    <Space.Compact block>
      <Select
        id={id}
        aria-label={label}
        disabled={readOnly}
        value={kind}
        options={(['none', 'today', 'now', 'day'] as const).map((name) => ({
          value: name,
          label: say(`formEditor.limit.${name}`),
        }))}
        onChange={(next) => set(next === 'none' ? undefined : next === 'day' ? firstDay : next)}
      />
      {kind === 'day' && (
        <DayInput id={`${id}-day`} label={label} disabled={readOnly} value={text ?? ''} change={set} />
      )}
    </Space.Compact>
  );
};

/** Where choosing begins. */
const firstDay = '2000-01-01';
