import { Input } from 'antd';
import type { Pack } from '../catalog/pack.ts';
import { RowsEditor } from '../field/RowsEditor.tsx';
import { say } from '../words.ts';
import { WhoInput } from '../workflow-editor/WhoInput.tsx';
import type { StateWish } from './new-module.ts';

interface StateWishesProps {
  readonly rows: readonly StateWish[];
  readonly pack: Pack;
  readonly change: (rows: readonly StateWish[]) => void;
}

/** The states a record goes through, what leads from each to the next, and who takes that. */
export const StateWishes = ({ rows, pack, change }: StateWishesProps) => (
  <RowsEditor<StateWish>
    rows={rows}
    change={change}
    fresh={() => ({ title: '', action: '', who: [{ author: true }] })}
    label={({ title }, index) => title || say('place.item', { number: index + 1 })}
    add={say('workflow-editor.addState')}
    least={2}
  >
    {(row, set, index) => (
      <div>
        <span className="wish-row">
          <Input
            id={`module-state-${index}`}
            aria-label={say('new-module.stateName', { number: index + 1 })}
            prefix={<span className="muted">{say('new-module.state')}</span>}
            maxLength={60}
            value={row.title}
            onChange={({ target }) => set({ ...row, title: target.value })}
          />
          {index < rows.length - 1 && (
            <Input
              id={`module-action-${index}`}
              aria-label={say('new-module.actionName', { number: index + 1 })}
              prefix={<span className="muted">{say('new-module.action')}</span>}
              maxLength={60}
              value={row.action}
              onChange={({ target }) => set({ ...row, action: target.value })}
            />
          )}
        </span>
        {index < rows.length - 1 && (
          <WhoInput
            id={`module-who-${index}`}
            label={say('member.who')}
            pack={pack}
            value={row.who}
            change={(who) => set({ ...row, who })}
          />
        )}
      </div>
    )}
  </RowsEditor>
);
