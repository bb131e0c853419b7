import { Button, Checkbox, Form, Select, Space } from 'antd';
import { useState } from 'react';
import type { CalendarDefinition } from '#engine/schema/types.gen.ts';
import { toCivilDate } from '#engine/time.ts';
import { useSession } from '../../runtime-ui/session/session.ts';
import type { KindEditorProps } from '../editor/kind-editor.ts';
import { MembersEditor } from '../schema-editor/MembersEditor.tsx';
import { say, sayIfKnown } from '../words.ts';
import './calendar-editor.css';
import { YearGrid } from './YearGrid.tsx';

/** Days of the week from Monday on. */
const week = [1, 2, 3, 4, 5, 6, 0];

/** The working days of a calendar, year by year, each day turned by a click. */
export const CalendarEditor = (props: KindEditorProps<CalendarDefinition>) => {
  const { value, change, readOnly } = props;
  const { me } = useSession();
  const years = Object.keys(value.years).sort();
  const now = toCivilDate(me.now).slice(0, 4);
  const [chosen, choose] = useState(years.includes(now) ? now : years.at(-1));
  const next = String(Number(years.at(-1) ?? Number(now) - 1) + 1);
  const add = () => {
    change({ ...value, years: { ...value.years, [next]: { holidays: [], workdays: [] } } });
    choose(next);
  };
  return (
    <>
      <MembersEditor {...props} change={(other) => change(other as CalendarDefinition)} hidden={['weekend', 'years']} />
      <Form layout="vertical" component={false}>
        <Form.Item label={say('calendar-editor.weekend')}>
          <Checkbox.Group
            disabled={readOnly}
            value={[...value.weekend]}
            options={week.map((day) => ({ value: day, label: sayIfKnown(`calendar-editor.day.${day}`) }))}
            onChange={(weekend) => change({ ...value, weekend: weekend.toSorted() })}
          />
        </Form.Item>
      </Form>
      <Space className="list-tools" wrap>
        <Select
          aria-label={say('calendar-editor.year')}
          value={chosen ?? null}
          options={years.map((year) => ({ value: year, label: say('calendar-editor.yearOf', { year }) }))}
          onChange={(year) => choose(year ?? undefined)}
        />
        {!readOnly && <Button onClick={add}>{say('calendar-editor.add', { year: next })}</Button>}
        <span className="muted">{say('calendar-editor.hint')}</span>
      </Space>
      {chosen !== undefined && <YearGrid calendar={value} year={chosen} change={change} readOnly={readOnly} />}
    </>
  );
};
