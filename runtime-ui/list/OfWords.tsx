import { Alert } from 'antd';
import { Link } from '../frame/Link.tsx';
import { say } from '../words.ts';

interface OfWordsProps {
  readonly module: string;
  readonly filters: ReadonlyMap<string, string>;
}

/** Says that a list shows what words were found in, with the way back to the search. */
export const OfWords = ({ module, filters }: OfWordsProps) => {
  const words = filters.get('q');
  return words === undefined ? null : (
    <Alert
      type="info"
      showIcon
      className="of-report"
      title={say('list.ofWords', { words })}
      action={
        <span className="of-report-ways">
          <Link to={`/search?q=${encodeURIComponent(words)}`}>{say('list.toSearch')}</Link>
          <Link to={`/m/${module}`}>{say('list.wholeList')}</Link>
        </span>
      }
    />
  );
};
