import { Alert } from 'antd';
import { type Pack, withChanges } from '../catalog/pack.ts';
import { usePack } from '../catalog/pack-context.ts';
import { ChangeList } from '../draft/ChangeList.tsx';
import type { ChangedFile } from '../types.ts';
import { say } from '../words.ts';

interface ZipDifferencesProps {
  readonly changes: readonly ChangedFile[];
  readonly pack: Pack;
}

const count = (changes: readonly ChangedFile[], wanted: ChangedFile['change']) =>
  changes.filter(({ change }) => change === wanted).length;

/** What a chosen zip would change, before anything is sent. */
export const ZipDifferences = ({ changes, pack }: ZipDifferencesProps) => {
  const { value: inForce } = usePack();
  if (changes.length === 0) return <Alert showIcon type="info" className="gap" title={say('pack.same')} />;
  // Titles of what the zip lacks come from the definitions in force.
  const known =
    inForce &&
    withChanges(
      inForce,
      [...pack.files].map(([file, after]) => ({ file, after })),
    );
  return (
    <section className="gap">
      <h3>
        {say('pack.differs', {
          added: count(changes, 'added'),
          changed: count(changes, 'changed'),
          removed: count(changes, 'removed'),
        })}
      </h3>
      <ChangeList items={changes} pack={known} />
    </section>
  );
};
