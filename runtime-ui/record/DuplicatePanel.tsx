import { Tag } from 'antd';
import { useEffect, useState } from 'react';
import type { Duplicates } from '#engine/duplicate/duplicates.ts';
import type { Data } from '../answer/records.ts';
import { api } from '../api.ts';
import { Link } from '../frame/Link.tsx';
import { say, titled } from '../words.ts';

interface DuplicatePanelProps {
  readonly module: string;
  /** The record that is being filled in, where it is stored already. */
  readonly id?: string;
  readonly data: Data;
}

/** People type on; the question is asked when they pause. */
const pause = 800;

/** Records that may be about the same as the form, with their points and reasons; nothing where there are none. */
export const DuplicatePanel = ({ module, id, data }: DuplicatePanelProps) => {
  const [answers, setAnswers] = useState<readonly Duplicates[]>([]);
  const asked = JSON.stringify(data);
  useEffect(() => {
    let gone = false;
    const timer = setTimeout(() => {
      const body = { data: JSON.parse(asked) as Data, ...(id !== undefined && { id }) };
      api
        .post<readonly Duplicates[]>(`/records/${module}/duplicates`, body)
        .then((found) => gone || setAnswers(found))
        // The panel helps; without it the form is filled in as before.
        .catch(() => gone || setAnswers([]));
    }, pause);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [module, id, asked]);
  const shown = answers.filter(({ found }) => found.length > 0);
  if (shown.length === 0) return null;
  return (
    <section className="duplicates" aria-label={say('duplicates.title')} aria-live="polite">
      {shown.map((answer) => (
        <DuplicateList key={answer.key} answer={answer} />
      ))}
    </section>
  );
};

const DuplicateList = ({ answer: { title, warn, block, found } }: { readonly answer: Duplicates }) => (
  <>
    <h2>{titled(title)}</h2>
    <ul>
      {found.map(({ _id, module, moduleTitle, title: name, stateTitle, score, reasons }) => (
        <li key={_id}>
          <Tag color={score >= block ? 'red' : score >= warn ? 'orange' : 'default'}>
            {say('duplicates.score', { score })}
          </Tag>
          <span className="duplicate-what">
            <Link to={`/m/${module}/${_id}`}>{name === '' ? titled(moduleTitle) : name}</Link>
            <span className="quiet">
              {titled(moduleTitle)} · {titled(stateTitle)}
            </span>
            <span className="quiet">{reasons.map((reason) => titled(reason.title)).join(say('duplicates.and'))}</span>
          </span>
        </li>
      ))}
    </ul>
  </>
);
