import type { KeyboardEvent } from 'react';
import type { CalendarDefinition } from '#engine/schema/types.gen.ts';
import { addDays } from '#engine/time.ts';
import { say, sayIfKnown } from '../words.ts';
import { type MonthWeeks, monthsOf, turned, workdaysIn, type YearDay } from './year-days.ts';

interface YearGridProps {
  readonly calendar: CalendarDefinition;
  readonly year: string;
  readonly change: (next: CalendarDefinition) => void;
  readonly readOnly: boolean;
}

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** With the arrows the cursor goes from day to day, over the ends of months. */
const walk = (event: KeyboardEvent<HTMLElement>) => {
  const day = event.target instanceof HTMLElement ? event.target.dataset.day : undefined;
  const step = steps[event.key];
  if (day === undefined || step === undefined) return;
  event.preventDefault();
  event.currentTarget.querySelector<HTMLElement>(`[data-day="${addDays(day, step)}"]`)?.focus();
};

/** A year in twelve months: days of work and of rest, turned by a click or the space bar. */
export const YearGrid = ({ calendar, year, change, readOnly }: YearGridProps) => {
  const months = monthsOf(calendar, year);
  const total = months.reduce((sum, weeks) => sum + workdaysIn(weeks), 0);
  return (
    <>
      <p>{say('calendar-editor.total', { year, count: total })}</p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys lead between the days inside */}
      <div className="year-grid" onKeyDown={walk}>
        {months.map((weeks, month) => (
          <Month
            // biome-ignore lint/suspicious/noArrayIndexKey: months never move
            key={month}
            month={month + 1}
            weeks={weeks}
            turn={readOnly ? undefined : (day) => change(turned(calendar, day))}
          />
        ))}
      </div>
    </>
  );
};

interface MonthProps {
  readonly month: number;
  readonly weeks: MonthWeeks;
  readonly turn: ((day: string) => void) | undefined;
}

const Month = ({ month, weeks, turn }: MonthProps) => (
  <table>
    <caption>
      {say('calendar-editor.month', { month })} <span className="muted">{workdaysIn(weeks)}</span>
    </caption>
    <thead>
      <tr>
        {[1, 2, 3, 4, 5, 6, 0].map((day) => (
          <th key={day} scope="col">
            {sayIfKnown(`calendar-editor.short.${day}`)}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {weeks.map((days, week) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: weeks never move
        <tr key={week}>
          {days.map((day, place) => (
            <td key={day?.day ?? `empty ${place}`}>{day && <Day day={day} turn={turn} />}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

const Day = ({ day: { day, works, exceptional }, turn }: { readonly day: YearDay } & Pick<MonthProps, 'turn'>) => (
  <button
    type="button"
    data-day={day}
    className={`${works ? 'works' : 'rests'}${exceptional ? ' exceptional' : ''}`}
    aria-pressed={works}
    aria-label={say(works ? 'calendar-editor.works' : 'calendar-editor.rests', { day, number: Number(day.slice(8)) })}
    disabled={turn === undefined}
    onClick={() => turn?.(day)}
  >
    {Number(day.slice(8))}
  </button>
);
