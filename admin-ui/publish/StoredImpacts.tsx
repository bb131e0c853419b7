import { Alert } from 'antd';
import type { StoredImpact } from '#engine/rule/impact.ts';
import { showInstant } from '../../runtime-ui/value/show-time.ts';
import { titled } from '../../runtime-ui/words.ts';
import { say } from '../words.ts';

/** What is stored of the impact of a draft as it is now: it goes with the release, and what comes is held against it. */
export const StoredImpacts = ({ impacts }: { readonly impacts: readonly StoredImpact[] }) => {
  const current = impacts.filter((impact) => impact.current);
  const [first] = current;
  if (first === undefined) return <Alert type="info" showIcon className="gap" title={say('publish.noImpact')} />;
  return (
    <Alert
      type="info"
      showIcon
      className="gap stored-impact"
      title={say('publish.impact', { at: showInstant(first.at), asOf: first.asOf })}
      description={
        <ul>
          {current.map(({ id, title, counts, asOf, examined, tasks }) => (
            <li key={id}>
              {titled(title)}
              {say('colon')}
              {say('sweep.counts', { asOf, examined, tasks, ...counts })}
            </li>
          ))}
        </ul>
      }
    />
  );
};
