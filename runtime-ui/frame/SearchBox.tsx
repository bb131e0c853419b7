import { Input, type InputRef } from 'antd';
import { useEffect, useRef } from 'react';
import { go } from '../router.ts';
import { say } from '../words.ts';

/** Where a stroke is text and no wish: in what is typed into, and in what stands before everything else. */
const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input, textarea, select, [role="dialog"]') !== null);

/** Looks for words in titles and numbers of every module; the stroke `/` leads there from anywhere. */
export const SearchBox = () => {
  const box = useRef<InputRef>(null);
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      event.preventDefault();
      box.current?.focus({ cursor: 'all' });
    };
    addEventListener('keydown', focus);
    return () => removeEventListener('keydown', focus);
  }, []);
  return (
    <search className="head-search">
      <Input.Search
        ref={box}
        allowClear
        aria-label={say('search.placeholder')}
        aria-keyshortcuts="/"
        placeholder={say('search.placeholder')}
        title={say('search.stroke')}
        maxLength={100}
        onSearch={(words) => {
          if (words.trim().length > 0) go(`/search?q=${encodeURIComponent(words.trim())}`);
        }}
      />
    </search>
  );
};
