import { Button, Space } from 'antd';
import { Icon } from '../../runtime-ui/frame/Icon.tsx';
import { moved } from '../field/rows.ts';
import { say } from '../words.ts';
import type { CodeTableProps } from './CodeTable.tsx';
import { type CodeRow, removed } from './code-rows.ts';

type CodeToolsProps = Pick<CodeTableProps, 'items' | 'change' | 'addBelow' | 'readOnly'> & { readonly row: CodeRow };

/** What may be done with one code. */
export const CodeTools = ({ items, change, addBelow, readOnly, row: { item, index } }: CodeToolsProps) => {
  const name = item.title.zh || item.code;
  const move = (to: number) => change(moved(items, index, to));
  return (
    <Space.Compact>
      <Tool
        words={say('field.up', { name })}
        icon="arrow-up"
        off={readOnly || index === 0}
        act={() => move(index - 1)}
      />
      <Tool
        words={say('field.down', { name })}
        icon="arrow-down"
        off={readOnly || index === items.length - 1}
        act={() => move(index + 1)}
      />
      <Tool
        words={say('codes-editor.addBelow', { name })}
        icon="node-plus"
        off={readOnly}
        act={() => addBelow(item.code)}
      />
      <Tool
        words={say('field.remove', { name })}
        icon="trash"
        off={readOnly}
        act={() => change(removed(items, index))}
      />
    </Space.Compact>
  );
};

interface ToolProps {
  readonly words: string;
  readonly icon: string;
  readonly off: boolean;
  readonly act: () => void;
}

const Tool = ({ words, icon, off, act }: ToolProps) => (
  <Button
    size="small"
    type="text"
    aria-label={words}
    title={words}
    disabled={off}
    icon={<Icon name={icon} />}
    onClick={act}
  />
);
