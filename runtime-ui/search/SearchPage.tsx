import { Empty, Tag } from 'antd';
import type { StoredRecord } from '../answer/records.ts';
import { api } from '../api.ts';
import { Link } from '../frame/Link.tsx';
import { Loading } from '../frame/Loading.tsx';
import { useLoaded } from '../use-loaded.ts';
import { useModuleTitles } from '../value/lookup.ts';
import { showInstant } from '../value/show-time.ts';
import { say, titled } from '../words.ts';

const shortest = 2;

const load = (words: string): Promise<StoredRecord[]> =>
  words.length < shortest ? Promise.resolve([]) : api.get<StoredRecord[]>(`/search?q=${encodeURIComponent(words)}`);

/** What the words were found in, newest first. */
export const SearchPage = ({ words }: { readonly words: string }) => {
  const found = useLoaded(`search ${words}`, () => load(words));
  const titleOf = useModuleTitles();
  return (
    <>
      <h1>{say('search.title', { words })}</h1>
      {words.length < shortest && <p>{say('search.short')}</p>}
      <Loading of={found}>
        {(records) =>
          records.length === 0 ? (
            <Empty description={say('search.none')} />
          ) : (
            <ul className="found">
              {records.map(({ _id, modified, metadata }) => (
                <li key={_id}>
                  <Link to={`/m/${metadata.module}/${_id}`}>{metadata.title || say('record.untitled')}</Link>{' '}
                  <Tag>{titled(metadata.stateTitle)}</Tag>
                  <small>
                    {titleOf(metadata.module)} {showInstant(modified)}
                  </small>
                </li>
              ))}
            </ul>
          )
        }
      </Loading>
    </>
  );
};
