import { Button, Space } from 'antd';
import { formatDefinition } from '#engine/definition/canonical.ts';
import { say } from '../words.ts';
import type { SaveState } from './use-autosave.ts';
import type { DefinitionText } from './use-definition-text.ts';

interface EditorToolsProps {
  readonly edited: DefinitionText;
  readonly isJson: boolean;
  readonly readOnly: boolean;
  readonly state: SaveState;
  readonly save: () => Promise<void>;
  readonly cancel: () => void;
}

/** Taking back, saving, leaving, and whether the draft has what is on the screen. */
export const EditorTools = ({ edited, isJson, readOnly, state, save, cancel }: EditorToolsProps) => (
  <Space className="editor-tools" wrap>
    <Button disabled={readOnly || edited.undo === undefined} onClick={edited.undo}>
      {say('editor.undo')}
    </Button>
    <Button disabled={readOnly || edited.redo === undefined} onClick={edited.redo}>
      {say('editor.redo')}
    </Button>
    {isJson && (
      <Button
        disabled={readOnly || edited.value === undefined}
        onClick={(event) => edited.setText(formatDefinition(edited.value), event.timeStamp)}
      >
        {say('editor.format')}
      </Button>
    )}
    <Button type="primary" disabled={readOnly || edited.value === undefined} onClick={() => void save()}>
      {say('editor.save')}
    </Button>
    <Button onClick={cancel}>{say('editor.cancel')}</Button>
    {!readOnly && (
      <span role="status" className={state === 'failed' || state === 'broken' ? 'save-fault' : 'muted'}>
        {say(`editor.state.${state}`)}
      </span>
    )}
  </Space>
);
