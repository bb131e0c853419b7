import { Input, InputNumber, Select } from 'antd';
import { isObject } from '#engine/json.ts';
import type { Ladder, LadderModifier, Rung } from '#engine/schema/types.gen.ts';
import { titled } from '../../runtime-ui/words.ts';
import { ConditionEditor } from '../condition-editor/ConditionEditor.tsx';
import { recordFactChoices, ruleSetFactChoices } from '../condition-editor/fact-choice.ts';
import { leafFor } from '../condition-editor/operators-of.ts';
import { ChoiceField } from '../field/ChoiceField.tsx';
import { freeKey } from '../field/key-fault.ts';
import { RowsEditor } from '../field/RowsEditor.tsx';
import { TitleField } from '../field/TitleField.tsx';
import { say, speech } from '../words.ts';
import { Line } from './Line.tsx';
import { ladderOf, withLadder } from './ladders-of.ts';
import type { OutcomeProps } from './outcome-props.ts';
import { factOptions, option } from './rule-options.ts';

/** The rungs of a ladder and what moves a level up or down on it. */
export const LadderEditor = (props: OutcomeProps) => {
  const { id, outcome, set, pack, value, readOnly } = props;
  const ladder = ladderOf(outcome);
  if (ladder === undefined) return null;
  const put = (part: Partial<Ladder>) => set(withLadder(outcome, { ...ladder, ...part }));
  return (
    <>
      <Line id={`${id}-climbs`} label={say('rule-editor.climbs')}>
        <ChoiceField
          id={`${id}-climbs`}
          label={say('rule-editor.climbs')}
          options={factOptions(pack, value, ['integer', 'decimal', 'ratio', 'money'])}
          value={ladder.fact}
          readOnly={readOnly}
          change={(fact) => put({ fact: fact ?? '' })}
        />
      </Line>
      <Line id={`${id}-rungs`} label={say('rule-editor.rungs')}>
        <RowsEditor<Rung>
          rows={ladder.levels}
          change={(levels) => put({ levels: [...levels] })}
          fresh={(levels) => ({
            key: freeKey(
              'level',
              levels.map(({ key }) => key),
            ),
            from: 0,
          })}
          label={({ key, title }) => titled(title) || key}
          least={1}
          add={say('rule-editor.addRung')}
          readOnly={readOnly}
        >
          {(rung, setRung, index) => <RungRow {...props} id={`${id}-${index}`} rung={rung} setRung={setRung} />}
        </RowsEditor>
      </Line>
      <Line id={`${id}-modifiers`} label={say('rule-editor.modifiers')}>
        <Modifiers {...props} ladder={ladder} put={put} />
      </Line>
    </>
  );
};

interface RungProps extends OutcomeProps {
  readonly rung: Rung;
  readonly setRung: (rung: Rung) => void;
}

type From = 'number' | 'fact' | 'each' | 'parameter';
const fromOf = ({ from }: Rung): From => {
  if (!isObject(from)) return 'number';
  if ('fact' in from) return 'fact';
  return 'each' in from ? 'each' : 'parameter';
};

/** A level and where it begins: a number, a fact, a parameter, or a field of the record it is asked for. */
const RungRow = ({ id, rung, setRung, pack, value, readOnly }: RungProps) => {
  const way = fromOf(rung);
  const each = value.subject?.each?.module;
  const own = isObject(rung.from) ? (rung.from as Readonly<Record<string, unknown>>)[way] : undefined;
  const options = {
    fact: () => factOptions(pack, value),
    each: () => recordFactChoices(pack.catalog, each ?? '', speech()).map(({ name, title }) => option(name, title)),
    parameter: () =>
      [...pack.catalog.definitions.parameter.values()].map(({ key, title }) => option(key, titled(title))),
  };
  return (
    <span className="editor-row">
      <Input
        aria-label={say('member.key')}
        className="rung-key"
        disabled={readOnly}
        value={rung.key}
        onChange={(event) => setRung({ ...rung, key: event.target.value.trim() })}
      />
      <span>{say('rule-editor.from')}</span>
      <Select<From>
        aria-label={say('condition-editor.way', { place: rung.key })}
        popupMatchSelectWidth={false}
        disabled={readOnly}
        value={way}
        onChange={(next) => setRung({ ...rung, from: next === 'number' ? 0 : ({ [next]: '' } as Rung['from']) })}
        options={(['number', 'fact', ...(each ? ['each' as const] : []), 'parameter'] as const).map((one) => ({
          value: one,
          label: say(one === 'number' ? 'condition-editor.way.value' : `condition-editor.way.${one}`),
        }))}
      />
      {way === 'number' ? (
        <InputNumber
          aria-label={say('condition-editor.value', { place: rung.key })}
          disabled={readOnly}
          value={Number(rung.from)}
          onChange={(next) => setRung({ ...rung, from: Number(next ?? 0) })}
        />
      ) : (
        <ChoiceField
          id={`${id}-from`}
          label={say('condition-editor.value', { place: rung.key })}
          options={options[way]()}
          value={typeof own === 'string' ? own : ''}
          readOnly={readOnly}
          change={(next) => setRung({ ...rung, from: { [way]: next ?? '' } as Rung['from'] })}
        />
      )}
    </span>
  );
};

interface ModifiersProps extends OutcomeProps {
  readonly ladder: Ladder;
  readonly put: (part: Partial<Ladder>) => void;
}

const withMove = (
  { by: _by, to: _to, ...rest }: LadderModifier,
  to: string | undefined,
  by: number,
): LadderModifier => ({
  ...rest,
  ...(to === undefined ? { by } : { to }),
});

/** What moves a level that is reached: by steps, or to one level. */
const Modifiers = ({ id, ladder, put, pack, value, readOnly }: ModifiersProps) => {
  const facts = ruleSetFactChoices(pack.catalog, value, speech());
  const [first] = facts;
  const levels = ladder.levels.map(({ key, title }) => ({ value: key, label: titled(title) || key }));
  return (
    <RowsEditor<LadderModifier>
      rows={ladder.modifiers ?? []}
      change={(modifiers) => put({ modifiers: [...modifiers] })}
      fresh={() => ({ when: first ? leafFor(first) : { fact: '', operator: 'exists' }, by: 1 })}
      label={(_row, index) => say('rule-editor.modifier', { number: index + 1 })}
      add={say('rule-editor.addModifier')}
      readOnly={readOnly}
    >
      {(modifier, setRow, index) => (
        <div>
          <TitleField
            id={`${id}-modifier-${index}`}
            label={say('member.title')}
            optional
            value={modifier.title}
            readOnly={readOnly}
            change={(title) => setRow({ ...modifier, ...(title && { title }) })}
          />
          <ConditionEditor
            id={`${id}-modifier-${index}-when`}
            label={say('rule-editor.modifier', { number: index + 1 })}
            value={modifier.when}
            change={(when) => when && setRow({ ...modifier, when })}
            facts={facts}
            catalog={pack.catalog}
            readOnly={readOnly}
          />
          <span className="editor-row">
            <Select
              aria-label={say('rule-editor.moves')}
              popupMatchSelectWidth={false}
              disabled={readOnly}
              value={modifier.to ?? ''}
              onChange={(to) => setRow(withMove(modifier, to === '' ? undefined : to, modifier.by ?? 1))}
              options={[{ value: '', label: say('rule-editor.movesBy') }, ...levels]}
            />
            {modifier.to === undefined && (
              <InputNumber
                aria-label={say('rule-editor.steps')}
                precision={0}
                disabled={readOnly}
                value={modifier.by ?? 1}
                onChange={(by) => setRow({ ...modifier, by: Number(by ?? 1) })}
              />
            )}
          </span>
        </div>
      )}
    </RowsEditor>
  );
};
