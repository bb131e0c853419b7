import { Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { toCivilDate } from '#engine/time.ts';
import { ShowProblem } from '../../runtime-ui/frame/ShowProblem.tsx';
import { useSession } from '../../runtime-ui/session/session.ts';
import { titled } from '../../runtime-ui/words.ts';
import { entriesOf } from '../catalog/entries.ts';
import type { Pack } from '../catalog/pack.ts';
import { draftApi } from '../draft/draft-api.ts';
import { useAction } from '../frame/use-action.ts';
import { bilingual, say, sayIfKnown } from '../words.ts';
import { faultsOfNew, type NewEntry } from './new-entry.ts';
import { creatable, startersOf } from './starters.ts';

interface NewDefinitionProps {
  readonly draft: string;
  readonly pack: Pack;
  readonly close: () => void;
  /** Called with what was made, the main definition last. */
  readonly made: (kind: string, key: string) => void;
}

const textKinds = new Set(['partial', 'style']);
const begun: NewEntry = { kind: 'form', module: '', key: '', zh: '', en: '' };

/** Makes a definition of any kind in the draft: minimal, sound, to be filled in its editor. */
export const NewDefinition = ({ draft, pack, close, made }: NewDefinitionProps) => {
  const [entry, setEntry] = useState<NewEntry>(begun);
  const [shown, setShown] = useState(false);
  const { busy, problem, act } = useAction();
  const { me } = useSession();
  const faults = faultsOfNew(entry, entriesOf(pack));
  const set = (part: Partial<NewEntry>) => setEntry({ ...entry, ...part });
  const create = () => {
    setShown(true);
    if (Object.keys(faults).length > 0) return;
    void act(async () => {
      const module = entry.kind === 'module' ? entry.key : entry.module;
      const title = { zh: entry.zh.trim(), ...(entry.en.trim() !== '' && { en: entry.en.trim() }) };
      const ground = { catalog: pack.catalog, titleOf: (what: string) => bilingual(`starter.${what}`) };
      const items = startersOf(entry.kind, { key: entry.key, module, title, today: toCivilDate(me.now) }, ground);
      for (const { kind, key, content } of items) {
        if (typeof content === 'string') await draftApi.saveText(draft, kind, key, content);
        else await draftApi.saveDefinition(draft, kind, key, content);
      }
      const last = items.at(-1);
      if (last) made(last.kind, last.key);
    });
  };
  const fault = (member: keyof NewEntry) =>
    shown && faults[member] !== undefined
      ? { validateStatus: 'error' as const, help: say(`create.fault.${faults[member]}`) }
      : {};
  return (
    <Modal
      open
      title={say('create.title')}
      okText={say('create.run')}
      okButtonProps={{ loading: busy }}
      onOk={create}
      onCancel={close}
    >
      {problem && <ShowProblem problem={problem} />}
      <Form layout="vertical" component={false}>
        <Form.Item label={say('create.kind')} htmlFor="new-kind" extra={sayIfKnown(`create.hint.${entry.kind}`)}>
          <Select
            id="new-kind"
            value={entry.kind}
            options={creatable().map((kind) => ({ value: kind, label: sayIfKnown(`kind.${kind}`) }))}
            onChange={(kind) => set({ kind })}
          />
        </Form.Item>
        {entry.kind !== 'module' && !textKinds.has(entry.kind) && (
          <Form.Item label={say('create.module')} htmlFor="new-module" {...fault('module')}>
            <Select
              id="new-module"
              showSearch
              optionFilterProp="label"
              value={entry.module || undefined}
              placeholder={say('lookup.choose')}
              options={modulesOf(pack)}
              onChange={(module) => set({ module: module ?? '' })}
            />
          </Form.Item>
        )}
        <Form.Item label={say('create.name')} htmlFor="new-zh" {...fault('zh')}>
          <Input id="new-zh" maxLength={100} value={entry.zh} onChange={(event) => set({ zh: event.target.value })} />
        </Form.Item>
        <Form.Item label={say('create.english')} htmlFor="new-en">
          <Input id="new-en" maxLength={100} value={entry.en} onChange={(event) => set({ en: event.target.value })} />
        </Form.Item>
        <Form.Item label={say('create.key')} htmlFor="new-key" extra={say('create.keyHint')} {...fault('key')}>
          <Input
            id="new-key"
            maxLength={64}
            value={entry.key}
            spellCheck={false}
            onChange={(event) => set({ key: event.target.value.trim() })}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
};

/** Every folder of the pack: the modules with records, and those that only hold what others share. */
const modulesOf = (pack: Pack) => {
  const keys = new Set(entriesOf(pack).flatMap(({ module }) => (module === '' ? [] : [module])));
  return [...keys].sort().map((key) => {
    const title = titled(pack.catalog.definitions.module.get(key)?.title);
    return { value: key, label: title === '' ? (sayIfKnown(`module.${key}`) ?? key) : title };
  });
};
