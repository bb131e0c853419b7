import { Select } from 'antd';
import { useEffect, useState } from 'react';
import { titled } from '../../runtime-ui/words.ts';
import { say } from '../words.ts';
import type { UsingDocument } from './documents-of.ts';
import { type PaperRecord, paperApi } from './paper-api.ts';

interface PaperSourceProps {
  readonly documents: readonly UsingDocument[];
  readonly document: string;
  readonly choose: (document: string) => void;
  readonly record: string;
  readonly chooseRecord: (record: string) => void;
}

/** Which document is printed, and from what: a record the reader may open, or a sample. */
export const PaperSource = ({ documents, document, choose, record, chooseRecord }: PaperSourceProps) => {
  const [words, setWords] = useState('');
  const records = useRecords(document, words);
  return (
    <>
      <Select
        aria-label={say('template-editor.document')}
        value={document}
        onChange={choose}
        showSearch={{ optionFilterProp: 'label' }}
        options={documents.map((one) => ({ value: one.document.key, label: titled(one.document.title) }))}
      />
      <Select
        aria-label={say('template-editor.record')}
        value={record}
        onChange={chooseRecord}
        showSearch={{ filterOption: false, onSearch: setWords }}
        options={[
          { value: '', label: say('template-editor.sample') },
          ...records.map(({ id, title, stateTitle }) => ({
            value: id,
            label: stateTitle === null ? title : `${title}${say('dot')}${titled(stateTitle)}`,
          })),
        ]}
      />
    </>
  );
};

const useRecords = (document: string, words: string): readonly PaperRecord[] => {
  const [records, setRecords] = useState<readonly PaperRecord[]>([]);
  useEffect(() => {
    let current = true;
    const look = () =>
      paperApi.records(document, words).then(
        (found) => current && setRecords(found),
        () => current && setRecords([]),
      );
    const timer = setTimeout(() => void look(), words === '' ? 0 : 250);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [document, words]);
  return records;
};
