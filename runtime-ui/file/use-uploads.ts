import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { Attachment } from '#engine/form/value/attachment.ts';
import {
  placeOf,
  subscribeUploads,
  takeArrived,
  type UploadJob,
  type UploadTarget,
  uploadJobs,
} from './upload-queue.ts';

/** What is on its way to a place. */
export const useUploads = (target: UploadTarget): readonly UploadJob[] => {
  const place = placeOf(target);
  const all = useSyncExternalStore(subscribeUploads, uploadJobs);
  return all.filter((job) => job.place === place && job.state !== 'done');
};

/** Takes over what has arrived at a place, also what did while nobody looked. */
export const useArrived = (target: UploadTarget | undefined, arrived: (made: readonly Attachment[]) => void): void => {
  const all = useSyncExternalStore(subscribeUploads, uploadJobs);
  const place = target === undefined ? undefined : placeOf(target);
  const latest = useRef(arrived);
  latest.current = arrived;
  useEffect(() => {
    if (place === undefined || !all.some((job) => job.place === place && job.made !== undefined)) return;
    const made = takeArrived(place);
    if (made.length > 0) latest.current(made);
  }, [all, place]);
};
