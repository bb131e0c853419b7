import { Checkbox, Select } from 'antd';
import type { Who } from '#engine/schema/types.gen.ts';
import { titled } from '../../runtime-ui/words.ts';
import type { Pack } from '../catalog/pack.ts';
import { ChoiceField } from '../field/ChoiceField.tsx';
import { RowsEditor } from '../field/RowsEditor.tsx';
import type { ReferenceOption } from '../field/reference-options.ts';
import { say } from '../words.ts';
import { whoWords } from './who-words.ts';

interface WhoInputProps {
  readonly id: string;
  readonly label: string;
  readonly pack: Pack;
  readonly value: readonly Who[];
  readonly change: (who: readonly Who[]) => void;
  readonly readOnly?: boolean | undefined;
}

const ways = ['post', 'assigned', 'author'] as const;
type Way = (typeof ways)[number];

const wayOf = (who: Who): Way => ways.find((way) => who[way] !== undefined) ?? 'post';

/** The people who may do something: who holds a post, is assigned, or is the author; one of them is enough. */
export const WhoInput = ({ id, label, pack, value, change, readOnly = false }: WhoInputProps) => {
  const [post] = pack.catalog.definitions.post.keys();
  return (
    <RowsEditor<Who>
      rows={value}
      change={change}
      fresh={() => ({ post: post ?? '' })}
      label={(who) => whoWords(pack, who)}
      add={say('workflow-editor.addWho')}
      readOnly={readOnly}
    >
      {(who, set, index) => <OneWho {...{ pack, who, set, readOnly }} id={`${id}-${index}`} label={label} />}
    </RowsEditor>
  );
};

interface OneWhoProps extends Pick<WhoInputProps, 'id' | 'label' | 'pack' | 'readOnly'> {
  readonly who: Who;
  readonly set: (who: Who) => void;
}

const OneWho = ({ id, label, pack, who, set, readOnly = false }: OneWhoProps) => {
  const way = wayOf(who);
  const options = [...pack.catalog.definitions.post.values()].map(
    ({ key, title }): ReferenceOption => ({
      value: key,
      label: titled(title),
      search: `${titled(title)} ${key}`.toLowerCase(),
    }),
  );
  const turn = (next: Way) => set(next === 'author' ? { author: true } : { [next]: options[0]?.value ?? '' });
  return (
    <span className="editor-row">
      <Select<Way>
        aria-label={label}
        popupMatchSelectWidth={false}
        disabled={readOnly}
        value={way}
        onChange={turn}
        options={ways.map((one) => ({ value: one, label: say(`workflow-editor.who.${one}`) }))}
      />
      {way !== 'author' && (
        <ChoiceField
          id={id}
          label={label}
          options={options}
          value={who[way] as string | undefined}
          readOnly={readOnly}
          change={(key) => set({ ...who, [way]: key ?? '' })}
        />
      )}
      {way === 'post' && (
        <Checkbox
          checked={who.above === true}
          disabled={readOnly}
          onChange={(event) => set(withAbove(who, event.target.checked))}
        >
          {say('member.above')}
        </Checkbox>
      )}
    </span>
  );
};

const withAbove = ({ above: _old, ...who }: Who, above: boolean): Who => ({ ...who, ...(above && { above }) });
