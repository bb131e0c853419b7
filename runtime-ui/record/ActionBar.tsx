import { App, Button, Tooltip } from 'antd';
import { type RefObject, useEffect, useEffectEvent, useState } from 'react';
import type { Action } from '../answer/acting.ts';
import { api } from '../api.ts';
import { Icon } from '../frame/Icon.tsx';
import { go } from '../router.ts';
import { asProblem } from '../use-loaded.ts';
import { say } from '../words.ts';
import { ActionDialog } from './ActionDialog.tsx';
import { actionTitle } from './action-title.ts';
import { CorrectionDialog } from './CorrectionDialog.tsx';
import type { EditorHandle } from './EditForms.tsx';
import { type OpenRecord, recordPath } from './use-record.ts';
import { WhyNot } from './WhyNot.tsx';

interface ActionBarProps {
  readonly opened: OpenRecord;
  readonly editor: RefObject<EditorHandle | null>;
  readonly changed: () => Promise<void>;
}

interface Begun {
  readonly action: Action;
  readonly version: number;
}

/** What may be done now, and what lacks little, as buttons; all that may not be done with the reasons. */
export const ActionBar = ({ opened, editor, changed }: ActionBarProps) => {
  const [begun, setBegun] = useState<Begun>();
  const { actions } = opened;
  const allowed = actions.filter((action) => action.allowed);
  const refused = actions.filter((action) => !action.allowed);
  const begin = async (action: Action) => {
    const settled = await editor.current?.settle();
    if (settled !== false) setBegun({ action, version: settled?.version ?? opened.record.version });
  };
  useWanted((wanted) => {
    const action = allowed.find(({ key }) => key === wanted);
    if (action) void begin(action);
  });
  const Dialog = begun !== undefined && corrects(begun.action) ? CorrectionDialog : ActionDialog;
  return (
    <section className="action-bar" aria-label={say('action.bar')}>
      <div className="action-buttons">
        {allowed.map((action, index) => (
          <ActionButton key={action.key} action={action} first={index === 0} begin={() => void begin(action)} />
        ))}
        {refused.filter(isNext).map((action) => (
          <Tooltip key={action.key} title={action.reasons.map(({ message }) => message).join(say('semicolon'))}>
            {/* Focusable though it does nothing: the reason must be reachable by keyboard. */}
            <Button aria-disabled="true" className="refused" data-action={action.key}>
              {actionTitle(action)}
            </Button>
          </Tooltip>
        ))}
        <DeleteButton opened={opened} />
        {actions.length === 0 && <span className="hint">{say('action.none')}</span>}
      </div>
      <WhyNot actions={refused} />
      {begun && (
        <Dialog
          opened={opened}
          action={begun.action}
          version={begun.version}
          close={() => setBegun(undefined)}
          done={async () => {
            setBegun(undefined);
            await changed();
          }}
        />
      )}
    </section>
  );
};

/** True of the action that opens locked forms; its sign-off and taking it back are asked as of any other. */
const corrects = ({ key, correct, approval }: Action): boolean =>
  correct !== undefined && !approval && !key.includes('.');

/** Reasons that say an action is not this person's, or not one of this record as it stands. */
const elsewhere: ReadonlySet<string> = new Set(['workflow.who', 'workflow.condition']);

/** True of a refused action that is this person's as soon as what it still lacks is there; the others are only listed. */
const isNext = ({ reasons }: Action): boolean => reasons.every(({ code }) => !elsewhere.has(code));

/** An action named in the address (`?do=key`) is begun when the page opens, once: the address forgets it. */
const useWanted = (begin: (action: string) => void): void => {
  const beginning = useEffectEvent(begin);
  useEffect(() => {
    const wanted = new URLSearchParams(location.search).get('do');
    if (wanted === null) return;
    history.replaceState(null, '', location.pathname);
    beginning(wanted);
  }, []);
};

const ActionButton = ({ action, first, begin }: { action: Action; first: boolean; begin: () => void }) => (
  <Button
    // What goes on is offered first, not what mends what lies behind.
    type={first && !action.danger && !corrects(action) ? 'primary' : 'default'}
    danger={action.danger === true}
    onClick={begin}
    data-action={action.key}
  >
    {actionTitle(action)}
  </Button>
);

/** Only a draft that was never submitted can be deleted; the server says so where it is not. */
const DeleteButton = ({ opened: { described, record } }: { readonly opened: OpenRecord }) => {
  const { modal, message } = App.useApp();
  if (!described.deletable) return null;
  const remove = async () => {
    try {
      await api.remove(recordPath(record));
      go(
        record.metadata.parent !== null && described.parent !== null
          ? `/m/${described.parent.module}/${record.metadata.parent}`
          : `/m/${described.key}`,
      );
    } catch (error) {
      const { issues, message: words } = asProblem(error);
      void message.error(issues[0]?.message ?? words);
    }
  };
  const ask = () =>
    modal.confirm({
      title: say('delete.title'),
      content: say('delete.hint'),
      okText: say('delete.do'),
      okButtonProps: { danger: true },
      cancelText: say('cancel'),
      onOk: remove,
    });
  return (
    <Button type="text" danger icon={<Icon name="trash" />} onClick={() => void ask()}>
      {say('delete.do')}
    </Button>
  );
};
