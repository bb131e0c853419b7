import { Alert, Checkbox, Input, Modal } from 'antd';
import { useMemo, useState } from 'react';
import type { CodeItem } from '#engine/schema/types.gen.ts';
import { say } from '../words.ts';
import { pastedCodes, withPasted } from './paste-codes.ts';

interface PasteDialogProps {
  readonly items: readonly CodeItem[];
  readonly put: (items: readonly CodeItem[]) => void;
  readonly close: () => void;
}

/** Takes over codes that were copied from a spreadsheet, after it has been said what will become of them. */
export const PasteDialog = ({ items, put, close }: PasteDialogProps) => {
  const [text, setText] = useState('');
  const [replace, setReplace] = useState(false);
  const { lines, faults } = useMemo(() => pastedCodes(text, items), [text, items]);
  const changed = lines.filter(({ known }) => known).length;
  const gone = replace ? items.filter(({ code }) => !lines.some(({ item }) => item.code === code)).length : 0;
  const take = () => {
    put(withPasted(items, lines, replace));
    close();
  };
  return (
    <Modal
      open
      width={720}
      title={say('codes-editor.paste')}
      okText={say('codes-editor.take')}
      okButtonProps={{ disabled: lines.length === 0 || faults.length > 0 }}
      onOk={take}
      onCancel={close}
    >
      <p className="muted">{say('codes-editor.pasteHint')}</p>
      <Input.TextArea
        autoFocus
        aria-label={say('codes-editor.pasted')}
        className="text-editor gap"
        rows={10}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Checkbox checked={replace} onChange={(event) => setReplace(event.target.checked)}>
        {say('codes-editor.replace')}
      </Checkbox>
      <div aria-live="polite">
        {lines.length > 0 && (
          <Alert
            showIcon
            className="gap"
            type={faults.length > 0 ? 'error' : 'info'}
            title={say('codes-editor.told', { added: lines.length - changed, changed, gone })}
            description={faults.slice(0, 20).map(({ line, fault }) => (
              <div key={`${line} ${fault}`}>
                {say('codes-editor.line', { line })}
                {say(`codes-editor.fault.${fault}`)}
              </div>
            ))}
          />
        )}
      </div>
    </Modal>
  );
};
