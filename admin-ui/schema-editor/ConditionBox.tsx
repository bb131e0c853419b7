import { useMemo } from 'react';
import type { ConditionJson } from '#engine/schema/types.gen.ts';
import { ConditionEditor } from '../condition-editor/ConditionEditor.tsx';
import { recordFactChoices } from '../condition-editor/fact-choice.ts';
import { plainParameter } from '../condition-editor/operand-ways.ts';
import { speech } from '../words.ts';
import { boxId, type PlaceProps } from './ground.ts';

/** A condition over the records of the module that is meant. */
export const ConditionBox = ({ ground, value, change, path, module, label, optional }: PlaceProps) => {
  const { catalog } = ground.pack;
  const facts = useMemo(
    () => recordFactChoices(catalog, module, speech(), { moment: true, id: true }),
    [catalog, module],
  );
  return (
    <ConditionEditor
      id={boxId(path)}
      label={label}
      value={value as ConditionJson | undefined}
      change={(next) => (next === undefined && !optional ? undefined : change(next))}
      facts={facts}
      catalog={catalog}
      readOnly={ground.readOnly}
      {...(ground.kind === 'aggregate' && { ways: { parameter: plainParameter } })}
    />
  );
};
