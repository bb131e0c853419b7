import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { language, say } from '../words.ts';

dayjs.locale(language() === 'en' ? 'en' : 'zh-cn');

export interface DayInputProps {
  readonly id?: string;
  /** `2026-06-30`, with `T09:20` where `time` is asked; '' for nothing. */
  readonly value: string;
  readonly change: (value: string) => void;
  readonly time?: boolean;
  /** The first and last day that can be chosen. */
  readonly least?: string | undefined;
  readonly most?: string | undefined;
  readonly label?: string;
  readonly labelledBy?: string;
  readonly disabled?: boolean;
  readonly required?: boolean;
}

/** The first is shown; the others are understood too. */
const formats = {
  day: ['YYYY-MM-DD', 'YYYY/M/D', 'YYYY.M.D', 'YYYYMMDD'],
  time: ['YYYY-MM-DD HH:mm', 'YYYY/M/D H:mm', 'YYYYMMDD HHmm'],
};
const stored = { day: 'YYYY-MM-DD', time: 'YYYY-MM-DDTHH:mm' } as const;

const momentOf = (text: string | undefined) => {
  const moment = text === undefined || text === '' ? undefined : dayjs(text);
  return moment?.isValid() ? moment : undefined;
};

const attributes = ({ id, label, labelledBy, required, disabled, least, most }: DayInputProps) => {
  const [first, last] = [momentOf(least)?.startOf('day'), momentOf(most)?.endOf('day')];
  return {
    ...(id !== undefined && { id }),
    ...(label !== undefined && { 'aria-label': label }),
    ...(labelledBy !== undefined && { 'aria-labelledby': labelledBy }),
    ...(required && { 'aria-required': true }),
    ...(first && { minDate: first }),
    ...(last && { maxDate: last }),
    disabled: disabled ?? false,
  };
};

/** A day, or a day with a time, typed or chosen: the same in every browser, whatever its language. */
export const DayInput = (props: DayInputProps) => {
  const { value, change, time = false } = props;
  const kind = time ? 'time' : 'day';
  return (
    <DatePicker
      {...attributes(props)}
      className="day-input"
      format={formats[kind]}
      placeholder={say(time ? 'date.timeHint' : 'date.hint')}
      showTime={time && { format: 'HH:mm' }}
      needConfirm={false}
      showNow={false}
      value={momentOf(value) ?? null}
      onChange={(chosen) => change(chosen === null ? '' : chosen.format(stored[kind]))}
    />
  );
};
