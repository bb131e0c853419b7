import { Alert, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { formatDefinition } from '#engine/definition/canonical.ts';
import type { Finding } from '#engine/definition/catalog.ts';
import { checkCatalog } from '#engine/definition/check/check-catalog.ts';
import { isKind, pathOf, templatePath } from '#engine/definition/kinds.ts';
import type { Title } from '#engine/schema/types.gen.ts';
import { ShowProblem } from '../../runtime-ui/frame/ShowProblem.tsx';
import { titled } from '../../runtime-ui/words.ts';
import { type Overlay, type Pack, withChanges } from '../catalog/pack.ts';
import { draftApi } from '../draft/draft-api.ts';
import { ChoiceField } from '../field/ChoiceField.tsx';
import { ReferencesField } from '../field/ReferenceField.tsx';
import { FindingList } from '../frame/FindingList.tsx';
import { useAction } from '../frame/use-action.ts';
import { option } from '../rule-editor/rule-options.ts';
import { say } from '../words.ts';
import './create.css';
import { FieldWishes } from './FieldWishes.tsx';
import { faultsOfWish, type ModuleWish, moduleItems } from './new-module.ts';
import { StateWishes } from './StateWishes.tsx';
import type { StarterItem } from './starters.ts';

interface NewModuleProps {
  readonly draft: string;
  readonly pack: Pack;
  readonly close: () => void;
  readonly made: (key: string) => void;
}

const author = [{ author: true as const }];

const begun = (): ModuleWish => ({
  key: '',
  title: { zh: '' },
  group: { zh: '' },
  fields: [{ title: say('starter.name'), kind: 'text', required: true }],
  states: [
    { title: say('starter.draft'), action: say('starter.submit'), who: author },
    { title: say('starter.done'), action: '', who: author },
  ],
  paper: '',
  working: [],
  reading: [],
});

/** Asks for a whole module in words and puts everything it needs into the draft: form, workflow, list, paper, menu, rights. */
export const NewModule = ({ draft, pack, close, made }: NewModuleProps) => {
  const [wish, setWish] = useState<ModuleWish>(begun);
  const [shown, setShown] = useState(false);
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  const { busy, problem, act } = useAction();
  const { catalog } = pack;
  const set = (part: Partial<ModuleWish>) => setWish({ ...wish, ...part });
  const faults = faultsOfWish(wish, catalog);
  const create = () => {
    setShown(true);
    if (faults.length > 0) return;
    const items = moduleItems(wish, catalog);
    const found = findingsOf(pack, items);
    setFindings(found);
    if (found.length > 0) return;
    void act(async () => {
      for (const { kind, key, content } of items) {
        if (typeof content === 'string') await draftApi.saveText(draft, kind, key, content);
        else await draftApi.saveDefinition(draft, kind, key, content);
      }
      made(wish.key);
    });
  };
  return (
    <Modal
      open
      width={920}
      title={say('new-module.title')}
      okText={say('create.run')}
      okButtonProps={{ loading: busy }}
      onOk={create}
      onCancel={close}
    >
      {problem && <ShowProblem problem={problem} />}
      <p className="muted">{say('new-module.hint')}</p>
      <Form layout="vertical" component={false}>
        <Head wish={wish} set={set} pack={pack} />
        <h3>{say('new-module.fields')}</h3>
        <FieldWishes rows={wish.fields} change={(fields) => set({ fields })} />
        <h3>{say('new-module.states')}</h3>
        <StateWishes rows={wish.states} pack={pack} change={(states) => set({ states })} />
        <Rights wish={wish} set={set} pack={pack} />
      </Form>
      <div aria-live="polite">
        {shown && faults.length > 0 && (
          <Alert
            showIcon
            type="warning"
            className="gap"
            title={faults.map((fault) => say(`new-module.fault.${fault}`)).join(say('comma'))}
          />
        )}
        {findings.length > 0 && <FindingList findings={findings} />}
      </div>
    </Modal>
  );
};

interface PartProps {
  readonly wish: ModuleWish;
  readonly set: (part: Partial<ModuleWish>) => void;
  readonly pack: Pack;
}

/** What the module is called, and where it stands in the menu. */
const Head = ({ wish, set, pack }: PartProps) => {
  const groups = new Map<string, Title>();
  for (const { menu } of pack.catalog.definitions.module.values()) if (menu) groups.set(menu.group.zh, menu.group);
  return (
    <div className="wish-grid">
      <Form.Item label={say('create.name')} htmlFor="module-zh" required>
        <Input
          id="module-zh"
          maxLength={100}
          value={wish.title.zh}
          onChange={({ target }) => set({ title: { ...wish.title, zh: target.value } })}
        />
      </Form.Item>
      <Form.Item label={say('create.key')} htmlFor="module-key" required>
        <Input
          id="module-key"
          maxLength={40}
          spellCheck={false}
          value={wish.key}
          onChange={({ target }) => set({ key: target.value.trim() })}
        />
      </Form.Item>
      <Form.Item label={say('new-module.group')} htmlFor="module-group" required>
        <ChoiceField
          id="module-group"
          label={say('new-module.group')}
          typed
          options={[...groups].map(([zh, title]) => option(zh, titled(title)))}
          value={wish.group.zh}
          change={(zh = '') => set({ group: groups.get(zh) ?? { zh } })}
        />
      </Form.Item>
      <Form.Item label={say('new-module.paper')} htmlFor="module-paper">
        <Input
          id="module-paper"
          maxLength={100}
          value={wish.paper}
          onChange={({ target }) => set({ paper: target.value })}
        />
      </Form.Item>
    </div>
  );
};

/** Which roles work in it. */
const Rights = ({ wish, set, pack }: PartProps) => (
  <>
    <h3>{say('new-module.rights')}</h3>
    <div className="wish-grid">
      {(['working', 'reading'] as const).map((member) => (
        <Form.Item
          key={member}
          label={say(`new-module.${member}`)}
          htmlFor={`module-${member}`}
          required={member === 'working'}
        >
          <ReferencesField
            id={`module-${member}`}
            label={say(`new-module.${member}`)}
            pack={pack}
            kind="role"
            value={wish[member]}
            change={(roles) => set({ [member]: roles })}
          />
        </Form.Item>
      ))}
    </div>
  </>
);

/** What the checks would say of the whole set with the new module in it. */
const findingsOf = (pack: Pack, items: readonly StarterItem[]): readonly Finding[] => {
  const before = checkCatalog(pack.catalog).length;
  const overlay = items.flatMap(({ kind, key, content }): Overlay[] => {
    if (typeof content === 'string') return [{ file: templatePath(key), after: content }];
    const { module } = content as { readonly module: string };
    return isKind(kind) ? [{ file: pathOf(kind, key, module), after: formatDefinition(content) }] : [];
  });
  return checkCatalog(withChanges(pack, overlay).catalog).slice(before);
};
