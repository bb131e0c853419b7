import type { StoredRecord } from '../answer/records.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
}
type Chosen = Pick<StoredRecord, '_id' | 'created'> & {
  readonly metadata: Pick<StoredRecord['metadata'], 'title' | 'stateTitle'>;
};

/** Records to choose from by their titles; those of one title are told apart by what `tell` says of them. */
export const subjectChoices = <T extends Chosen>(records: readonly T[], tell: (record: T) => string): Choice[] => {
  const titles = records.map(({ metadata }) => metadata.title);
  const isAlone = (title: string) => titles.indexOf(title) === titles.lastIndexOf(title);
  return records.map((record) => {
    const { title } = record.metadata;
    return { value: record._id, label: title !== '' && isAlone(title) ? title : tell(record) };
  });
};
