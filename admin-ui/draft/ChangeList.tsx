import { Button, Empty, Popconfirm, Space, Tag } from 'antd';
import { Link } from '../../runtime-ui/frame/Link.tsx';
import { titled } from '../../runtime-ui/words.ts';
import { entriesOf } from '../catalog/entries.ts';
import type { Pack } from '../catalog/pack.ts';
import { FileText } from '../definition/FileText.tsx';
import type { ChangedFile } from '../types.ts';
import { say, sayIfKnown, speech } from '../words.ts';
import { changeLines } from './change-words.ts';
import { Difference } from './Difference.tsx';

const colours = { added: 'green', changed: 'blue', removed: 'red' } as const;

interface ChangeListProps {
  readonly items: readonly ChangedFile[];
  /** The definitions with the changes, for titles and labels. */
  readonly pack: Pack | undefined;
  readonly takeOut?: (file: string) => void;
  readonly addressOf?: (file: string) => string | undefined;
}

/** Changed files with their differences in plain words. */
export const ChangeList = ({ items, pack, takeOut, addressOf }: ChangeListProps) => {
  if (items.length === 0) return <Empty description={say('changes.none')} />;
  const entries = new Map(pack ? entriesOf(pack).map((entry) => [entry.file, entry]) : []);
  return (
    <div className="changes">
      {items.map((item) => {
        const entry = entries.get(item.file);
        const address = addressOf?.(item.file);
        const title = entry ? titled(entry.title) : item.file;
        return (
          <section key={item.file} className="change">
            <header>
              <Space wrap size={6}>
                <Tag color={colours[item.change]}>{say(`change.${item.change}`)}</Tag>
                {entry && <span className="muted">{sayIfKnown(`kind.${entry.kind}`)}</span>}
                <h3>{address ? <Link to={address}>{title}</Link> : title}</h3>
              </Space>
              {takeOut && (
                <Popconfirm
                  title={say('changes.takeOutConfirm')}
                  okText={say('changes.takeOut')}
                  onConfirm={() => takeOut(item.file)}
                >
                  <Button size="small">{say('changes.takeOut')}</Button>
                </Popconfirm>
              )}
            </header>
            <code className="file-name">{item.file}</code>
            {item.change === 'changed' ? <Differences item={item} pack={pack} /> : <WholeFile item={item} />}
          </section>
        );
      })}
    </div>
  );
};

const Differences = ({ item, pack }: { readonly item: ChangedFile; readonly pack: Pack | undefined }) => (
  <ul className="differences">
    {changeLines(item, pack, speech()).map((line) => (
      <li key={`${line.place} ${line.change} ${line.after}`}>
        <Difference line={line} />
      </li>
    ))}
  </ul>
);

/** A file that comes or goes as a whole is read on demand. */
const WholeFile = ({ item }: { readonly item: ChangedFile }) => (
  <details>
    <summary>{say('changes.showWhole')}</summary>
    <FileText text={item.after ?? item.before ?? ''} name={item.file} />
  </details>
);
