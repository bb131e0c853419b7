import { Input, Select } from 'antd';
import { useState } from 'react';
import { factTypes } from '#engine/condition/condition.ts';
import { isObject } from '#engine/json.ts';
import type { FactDeclaration } from '#engine/schema/types.gen.ts';
import { ruleSetLabels } from '../catalog/labels.ts';
import { say, sayIfKnown, speech } from '../words.ts';
import type { FactEditorProps } from './fact-editor-props.ts';
import { Line } from './Line.tsx';

const parse = (text: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** A calculation from other facts, as JSONLogic, with a sentence of what it says. */
export const LogicInput = (props: FactEditorProps) => {
  const { name, fact, put, value, pack, readOnly } = props;
  const [typed, setTyped] = useState<{ readonly text: string; readonly of: unknown }>();
  const text =
    typed !== undefined && typed.of === fact.calculate ? typed.text : JSON.stringify(fact.calculate, null, 1);
  const labels = ruleSetLabels(pack.catalog, value, speech());
  const type = (next: string) => {
    const found = parse(next);
    setTyped({ text: next, of: found ?? fact.calculate });
    if (found) put({ ...fact, calculate: found });
  };
  return (
    <>
      <Line id={`fact-${name}-type`} label={say('fact.type')}>
        <Select<FactDeclaration['type']>
          id={`fact-${name}-type`}
          className="short-choice"
          disabled={readOnly}
          value={fact.type}
          onChange={(chosen) => put({ ...fact, type: chosen })}
          options={factTypes.map((one) => ({ value: one, label: sayIfKnown(`type.${one}`) ?? one }))}
        />
      </Line>
      <Line id={`fact-${name}-logic`} label={say('condition-editor.source.calculate')}>
        <p className="muted">{logicWords(fact.calculate, (path) => labels.fact(path).title)}</p>
        <Input.TextArea
          id={`fact-${name}-logic`}
          className="text-editor"
          spellCheck={false}
          autoSize={{ minRows: 2, maxRows: 12 }}
          disabled={readOnly}
          value={text}
          {...(parse(text) === undefined && { status: 'error' as const })}
          onChange={(event) => type(event.target.value)}
        />
      </Line>
    </>
  );
};

const signs: Readonly<Record<string, string>> = {
  '==': '=',
  '===': '=',
  '!=': '\u2260',
  '<=': '\u2264',
  '>=': '\u2265',
  '*': '\u00d7',
  '/': '\u00f7',
};

/** A calculation as people write it down: `(a + b) × 2`. */
const logicWords = (logic: unknown, title: (fact: string) => string): string => {
  if (!isObject(logic)) return logic === null || logic === undefined ? '' : String(logic);
  const [operator = '', given] = Object.entries(logic)[0] ?? [];
  const parts: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (operator === 'var') return title(String(parts[0] ?? ''));
  const words = parts.map((part) => logicWords(part, title));
  const named = sayIfKnown(`rule-editor.logic.${operator}`);
  if (named !== undefined || words.length === 1) return `${named ?? operator}(${words.join(say('comma'))})`;
  return `(${words.join(` ${signs[operator] ?? operator} `)})`;
};
