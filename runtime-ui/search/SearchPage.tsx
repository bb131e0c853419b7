import { Empty, Tag } from 'antd';
import type { Title } from '#engine/schema/types.gen.ts';
import type { StoredRecord } from '../answer/records.ts';
import { api } from '../api.ts';
import { Link } from '../frame/Link.tsx';
import { Loading } from '../frame/Loading.tsx';
import { useLoaded } from '../use-loaded.ts';
import { useLabels } from '../value/lookup.ts';
import { showInstant } from '../value/show-time.ts';
import { say, titled } from '../words.ts';
import { markWords } from './mark-words.ts';

type FoundRecord = StoredRecord & {
  /** Where else the words stand; without title it is the number of a paper. */
  readonly found: readonly { readonly title: Title | null; readonly text: string }[];
};

interface SearchGroup {
  readonly module: string;
  readonly title: Title;
  readonly total: number;
  /** There are more than `total`. */
  readonly capped: boolean;
  readonly records: readonly FoundRecord[];
}

const shortest = 2;

const load = (words: string): Promise<SearchGroup[]> =>
  words.length < shortest ? Promise.resolve([]) : api.get<SearchGroup[]>(`/search?q=${encodeURIComponent(words)}`);

/** What the words were found in, by module, newest first. */
export const SearchPage = ({ words }: { readonly words: string }) => {
  const found = useLoaded(`search ${words}`, () => load(words));
  return (
    <>
      <h1>{say('search.title', { words })}</h1>
      {words.length < shortest ? (
        <p>{say('search.short')}</p>
      ) : (
        <Loading of={found}>
          {(groups) =>
            groups.length === 0 ? (
              <Empty description={say('search.none')}>
                <p className="hint">{say('search.noneHint')}</p>
              </Empty>
            ) : (
              groups.map((group) => <Group key={group.module} group={group} words={words} />)
            )
          }
        </Loading>
      )}
    </>
  );
};

const countOf = ({ total, capped }: SearchGroup): string => (capped ? `${total}+` : String(total));

const Group = ({ group, words }: { readonly group: SearchGroup; readonly words: string }) => {
  const { module, title, records, total, capped } = group;
  return (
    <section className="search-group" aria-labelledby={`found-${module}`}>
      <h2 id={`found-${module}`}>
        {titled(title)} <small>{say('search.count', { count: countOf(group) })}</small>
      </h2>
      <ul>
        {records.map((record) => (
          <Found key={record._id} record={record} words={words} />
        ))}
      </ul>
      {(capped || total > records.length) && (
        <Link to={`/m/${module}?q=${encodeURIComponent(words)}`}>
          {say('search.all', { title: titled(title), count: countOf(group) })}
        </Link>
      )}
    </section>
  );
};

const Marked = ({ text, words }: { readonly text: string; readonly words: string }) =>
  markWords(text, words.split(/\s+/)).map(({ text: piece, hit }, place) => {
    const key = `${place} ${piece}`;
    return hit ? <mark key={key}>{piece}</mark> : <span key={key}>{piece}</span>;
  });

const Found = ({ record, words }: { readonly record: FoundRecord; readonly words: string }) => {
  const labels = useLabels();
  const { metadata, found, organization, modified } = record;
  return (
    <li>
      <Link to={`/m/${metadata.module}/${record._id}`}>
        <Marked text={metadata.title || say('record.untitled')} words={words} />
      </Link>{' '}
      <Tag>{titled(metadata.stateTitle)}</Tag>
      <div className="search-places">
        {found.map(({ title, text }) => (
          <span key={`${title?.zh} ${text}`}>
            {title === null ? say('search.number') : titled(title)} <Marked text={text} words={words} />
          </span>
        ))}
        <span>{labels.organization(organization)}</span>
        <span>{showInstant(modified)}</span>
      </div>
    </li>
  );
};
