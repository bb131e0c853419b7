import { toCivilDate } from '#engine/time.ts';
import type { Described } from '../answer/modules.ts';
import type { StoredRecord } from '../answer/records.ts';
import { useSession } from '../session/session.ts';
import type { FormPlace } from './choices-of-source.ts';

/** Where the forms of a record stand; "today" is the server's, whose clock may be shifted. */
export const usePlace = (record: StoredRecord, described: Described): FormPlace => {
  const { me } = useSession();
  const { parent } = record.metadata;
  return {
    organization: record.organization,
    today: toCivilDate(me.now),
    module: record.metadata.module,
    record: record._id,
    ...(parent !== null && described.parent !== null && { parent: { module: described.parent.module, id: parent } }),
  };
};
