import { Button, Space } from 'antd';
import { useMemo, useState } from 'react';
import { formatDefinition } from '#engine/definition/canonical.ts';
import type { Finding } from '#engine/definition/catalog.ts';
import { pathOf } from '#engine/definition/kinds.ts';
import type { ParameterDefinition } from '#engine/schema/types.gen.ts';
import { toCivilDate } from '#engine/time.ts';
import { ShowProblem } from '../../runtime-ui/frame/ShowProblem.tsx';
import { go } from '../../runtime-ui/router.ts';
import { useSession } from '../../runtime-ui/session/session.ts';
import type { Pack } from '../catalog/pack.ts';
import { draftAddress, draftApi } from '../draft/draft-api.ts';
import { FindingList } from '../frame/FindingList.tsx';
import { useAction } from '../frame/use-action.ts';
import { dimensionsOf } from '../parameter/dimensions.ts';
import { ParameterLookup } from '../parameter/ParameterLookup.tsx';
import { insertAfter, newRow, type ParameterRow, rowsOf, valuesOf } from '../parameter/parameter-rows.ts';
import type { Draft } from '../types.ts';
import { say, speech } from '../words.ts';
import { checkFile } from './check-file.ts';
import { ParameterRowEditor } from './ParameterRowEditor.tsx';
import { useUnsaved } from './use-unsaved.ts';

interface ParameterEditorProps {
  readonly draft: Draft;
  readonly pack: Pack;
  readonly parameter: ParameterDefinition;
  readonly readOnly: boolean;
}

/** The dated values of a parameter, with what would apply to a record beside them. */
export const ParameterEditor = ({ draft, pack, parameter, readOnly }: ParameterEditorProps) => {
  const [rows, setRows] = useState(() => rowsOf(parameter));
  const [shown, setShown] = useState(false);
  const [refused, setRefused] = useState<readonly Finding[]>([]);
  const { busy, problem, act } = useAction();
  const { me } = useSession();
  const { values, faults } = useMemo(() => valuesOf(parameter, rows), [parameter, rows]);
  const [first, ...rest] = values;
  const edited: ParameterDefinition | undefined = first && { ...parameter, values: [first, ...rest] };
  const dimensions = dimensionsOf(pack.catalog, parameter, speech());
  const change = (row: ParameterRow) => setRows(rows.map((one) => (one.id === row.id ? row : one)));
  const [fresh, setFresh] = useState<string>();
  const addAfter = (row: ParameterRow | undefined) => {
    const added = { ...newRow(rows, row), from: toCivilDate(me.now) };
    setFresh(added.id);
    setRows(insertAfter(rows, row, added));
  };
  const untouched = JSON.stringify(rows) === JSON.stringify(rowsOf(parameter));
  useUnsaved(!untouched);
  const save = () => {
    setShown(true);
    if (edited === undefined) return;
    const findings = checkFile(pack, fileOf(parameter), formatDefinition(edited));
    setRefused(findings);
    if (findings.length > 0) return;
    void act(async () => {
      await draftApi.saveDefinition(draft.id, 'parameter', parameter.key, edited);
      go(draftAddress(draft.id), { unasked: true });
    });
  };
  return (
    <>
      {problem && <ShowProblem problem={problem} />}
      {refused.length > 0 && <FindingList findings={refused} />}
      <div className="columns">
        <section>
          <h2>{say('parameter.values')}</h2>
          {rows.map((row) => (
            <ParameterRowEditor
              key={row.id}
              row={row}
              fresh={row.id === fresh}
              parameter={parameter}
              catalog={pack.catalog}
              dimensions={dimensions}
              faults={shown ? faults.filter((fault) => fault.row === row.id) : []}
              readOnly={readOnly}
              change={change}
              follow={() => addAfter(row)}
              remove={rows.length > 1 ? () => setRows(rows.filter((one) => one.id !== row.id)) : undefined}
            />
          ))}
          {!readOnly && (
            <Button block type="dashed" onClick={() => addAfter(undefined)}>
              {say('parameter.add')}
            </Button>
          )}
          <Space className="editor-tools" wrap>
            <Button type="primary" disabled={readOnly || untouched} loading={busy} onClick={save}>
              {say('editor.save')}
            </Button>
            <Button onClick={() => go(draftAddress(draft.id))}>{say('editor.cancel')}</Button>
          </Space>
        </section>
        <ParameterLookup parameter={edited ?? parameter} catalog={pack.catalog} />
      </div>
    </>
  );
};

const fileOf = ({ module, key }: ParameterDefinition): string => pathOf('parameter', key, module);
