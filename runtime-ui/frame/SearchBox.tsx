import { Input } from 'antd';
import { go } from '../router.ts';
import { say } from '../words.ts';

/** Looks for words in titles and numbers of every module. */
export const SearchBox = () => (
  <search className="head-search">
    <Input.Search
      allowClear
      aria-label={say('search.placeholder')}
      placeholder={say('search.placeholder')}
      maxLength={100}
      onSearch={(words) => {
        if (words.trim().length > 0) go(`/search?q=${encodeURIComponent(words.trim())}`);
      }}
    />
  </search>
);
