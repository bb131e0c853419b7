import { Descriptions } from 'antd';
import { Link } from '../../runtime-ui/frame/Link.tsx';
import { titled } from '../../runtime-ui/words.ts';
import { definitionAddress } from '../catalog/entries.ts';
import { fieldLabel } from '../catalog/labels.ts';
import { timelineOf } from '../parameter/show-parameter.ts';
import { say, sayIfKnown, speech } from '../words.ts';
import type { ViewProps } from './ReadableDefinition.tsx';

/** How a due date follows from a start. */
export const DeadlineView = ({ definition, pack }: ViewProps<'deadline'>) => {
  const words = speech();
  const { catalog } = pack;
  const length = catalog.definitions.parameter.get(definition.duration.parameter);
  const start = definition.start?.field
    ? fieldLabel(catalog, definition.record, definition.start.field, words)
    : titled(definition.start?.title) || (definition.start?.event ?? '');
  const series = length ? timelineOf(catalog, length, words) : [];
  const lengthText = series.map(
    ({ title, items }) => `${title ? `${title}${say('colon')}` : ''}${items.at(-1)?.value ?? ''}`,
  );
  return (
    <Descriptions
      bordered
      size="small"
      column={1}
      items={[
        { key: 'start', label: say('deadline.start'), children: start || say('deadline.startGiven') },
        {
          key: 'length',
          label: say('deadline.length'),
          children: (
            <>
              <Link to={definitionAddress('parameter', definition.duration.parameter)}>{titled(length?.title)}</Link>
              {lengthText.map((text) => (
                <div key={text}>{text}</div>
              ))}
            </>
          ),
        },
        {
          key: 'direction',
          label: say('deadline.direction'),
          children: sayIfKnown(`direction.${definition.direction}`),
        },
        { key: 'roll', label: say('deadline.roll'), children: sayIfKnown(`roll.${definition.roll}`) },
        {
          key: 'calendar',
          label: say('deadline.calendar'),
          children: titled(catalog.definitions.calendar.get(definition.calendar)?.title) || definition.calendar,
        },
        { key: 'pausable', label: say('deadline.pausable'), children: say(definition.pausable ? 'yes' : 'no') },
        {
          key: 'extension',
          label: say('deadline.extension'),
          children: definition.extension
            ? titled(catalog.definitions.parameter.get(definition.extension.parameter)?.title)
            : say('no'),
        },
        {
          key: 'warn',
          label: say('deadline.warn'),
          children: (definition.warn ?? []).map((step) => (
            <div key={JSON.stringify(step)}>
              {step.before === undefined
                ? say('deadline.elapsed', { percent: Math.round((step.elapsed ?? 0) * 100) })
                : say('deadline.before', { count: step.before, unit: sayIfKnown(`unit.${step.unit ?? 'naturalDay'}`) })}
              {step.light && ` ${say(step.light === 'red' ? 'light.red' : 'light.yellow')}`}
            </div>
          )),
        },
        {
          key: 'passed',
          label: say('deadline.passed'),
          children: definition.whenPassed
            ? `${sayIfKnown(`passed.${definition.whenPassed.effect}`)} ${titled(definition.whenPassed.message)}`
            : '',
        },
        { key: 'basis', label: say('deadline.basis'), children: definition.basis ?? say('parameter.noBasis') },
      ]}
    />
  );
};
