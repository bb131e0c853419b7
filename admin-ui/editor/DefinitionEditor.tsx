import { useMemo, useState } from 'react';
import { formatDefinition } from '#engine/definition/canonical.ts';
import { isKind, pathOf } from '#engine/definition/kinds.ts';
import { lintStyle } from '#engine/document/lint-style.ts';
import { lintTemplate } from '#engine/document/lint-template.ts';
import { isObject } from '#engine/json.ts';
import { ShowProblem } from '../../runtime-ui/frame/ShowProblem.tsx';
import { go } from '../../runtime-ui/router.ts';
import { type DefinitionEntry, entriesOf } from '../catalog/entries.ts';
import { type Overlay, type Pack, withChanges } from '../catalog/pack.ts';
import { draftAddress, draftApi } from '../draft/draft-api.ts';
import type { Draft } from '../types.ts';
import { EditorTabs } from './EditorTabs.tsx';
import { EditorTools } from './EditorTools.tsx';
import { judgeText } from './judge-text.ts';
import type { OtherChange } from './kind-editor.ts';
import { useAutosave } from './use-autosave.ts';
import { useDefinitionText } from './use-definition-text.ts';
import { useSettled } from './use-settled.ts';
import { useUnsaved } from './use-unsaved.ts';

interface DefinitionEditorProps {
  readonly draft: Draft;
  readonly inForce: Pack;
  /** In force with what the draft has changed so far. */
  readonly pack: Pack;
  readonly entry: DefinitionEntry;
  readonly readOnly: boolean;
}

/** How long typing rests before the whole set is judged with it, in milliseconds. */
const rest = 350;

/**
 * The frame of every editor: it keeps the file of one definition, takes changes back, stores them in the draft by itself and
 * shows what the checks say. What a kind's own editor cannot show is still there as text.
 */
export const DefinitionEditor = ({ draft, inForce, pack, entry, readOnly }: DefinitionEditorProps) => {
  const { file } = entry;
  const [base, setBase] = useState(pack);
  const original = base.files.get(file) ?? '';
  const edited = useDefinitionText(file, original);
  const settled = useSettled(edited.text, rest);
  const judged = useMemo(() => judgeText(base, file, settled), [base, file, settled]);
  const send = (text: string) => sendText({ draft: draft.id, inForce, entry }, text);
  const changeWith = async (next: unknown, others: readonly OtherChange[]) => {
    const own = next === edited.value ? [] : [{ kind: entry.kind, key: entry.key, value: next }];
    await draftApi.saveTogether(draft.id, [...own, ...others]);
    if (next !== edited.value) edited.change(next);
    setBase(
      withChanges(
        base,
        others.flatMap((other) => overlayOf(base, other)),
      ),
    );
  };
  const [held, hold] = useState(false);
  const sendable = !readOnly && !held && edited.value !== undefined && isStorable(file, edited.text);
  const saving = useAutosave({ text: edited.text, original, held, sendable, send });
  useUnsaved(saving.state !== 'saved', saving.saveNow);
  const leave = async () => {
    if (await saving.saveNow()) go(draftAddress(draft.id), { unasked: true });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of taking back belong to everything inside
    <div className="definition-editor" onKeyDown={readOnly ? undefined : edited.keys}>
      {saving.problem && <ShowProblem problem={saving.problem} />}
      <EditorTools
        edited={edited}
        isJson={file.endsWith('.json')}
        readOnly={readOnly}
        state={saving.state}
        save={leave}
        cancel={() => go(draftAddress(draft.id))}
      />
      <EditorTabs
        draft={draft.id}
        entry={entry}
        edited={edited}
        judged={judged}
        changeWith={changeWith}
        hold={hold}
        readOnly={readOnly}
      />
    </div>
  );
};

/** The server takes no template that cannot be read; it stays on the screen until it is mended. */
const isStorable = (file: string, text: string): boolean =>
  file.endsWith('.json') || (file.endsWith('.css') ? lintStyle(text) : lintTemplate(text)).length === 0;

interface Place {
  readonly draft: string;
  readonly inForce: Pack;
  readonly entry: DefinitionEntry;
}

/** Another definition as it lies in the draft now. */
const overlayOf = (base: Pack, { kind, key, value }: OtherChange): Overlay[] => {
  const known = entriesOf(base).find((one) => one.kind === kind && one.key === key)?.file;
  const after = typeof value === 'string' ? value : formatDefinition(value);
  const module = isObject(value) && typeof value.module === 'string' ? value.module : '';
  const file = known ?? (isKind(kind) ? pathOf(kind, key, module) : undefined);
  return file === undefined ? [] : [{ file, after }];
};

/** Stores a text; one that is in force as it stands is no change any more. */
const sendText = async ({ draft, inForce, entry }: Place, text: string): Promise<void> => {
  const { file, kind, key } = entry;
  const isJson = file.endsWith('.json');
  const canonical = isJson ? formatDefinition(JSON.parse(text)) : text;
  if (inForce.files.get(file) === canonical) await draftApi.takeOut(draft, kind, key);
  else if (isJson) await draftApi.saveDefinition(draft, kind, key, JSON.parse(text));
  else await draftApi.saveText(draft, kind, key, text);
};
