import { Alert, Tag } from 'antd';
import type { Title } from '#engine/schema/types.gen.ts';
import { api } from '../api.ts';
import { useLoaded } from '../use-loaded.ts';
import { say, titled } from '../words.ts';

/** As GET /records/:module/:id/checklists answers. */
interface Checklist {
  readonly key: string;
  readonly entries: readonly {
    readonly key: string;
    readonly title: Title;
    readonly state: 'met' | 'missing' | 'notNeeded' | 'open';
    readonly needed: boolean;
  }[];
}

/** What the file of a record still lacks. */
export const MissingPapers = ({
  path,
  list,
  stamp,
}: {
  readonly path: string;
  readonly list: string;
  readonly stamp: string;
}) => {
  const lists = useLoaded(`${path} checklists ${stamp}`, () => api.get<Checklist[]>(`${path}/checklists`));
  const entries = lists.value?.find(({ key }) => key === list)?.entries;
  if (entries === undefined) return null;
  const missing = entries.filter(({ state }) => state === 'missing');
  if (missing.length === 0) return <Alert type="success" showIcon title={say('dossier.complete')} />;
  return (
    <Alert
      type="warning"
      showIcon
      title={say('dossier.missing')}
      description={
        <ul>
          {missing.map(({ key, title, needed }) => (
            <li key={key}>
              {titled(title)} {needed && <Tag color="red">{say('dossier.required')}</Tag>}
            </li>
          ))}
        </ul>
      }
    />
  );
};
