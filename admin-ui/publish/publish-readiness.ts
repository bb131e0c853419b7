/** What is known of a draft when somebody wants to publish it. */
export interface PublishState {
  readonly mayPublish: boolean;
  readonly items: number;
  /** undefined while it was not asked. */
  readonly checked: boolean | undefined;
  readonly tested: boolean | undefined;
  /** False while a second person has to agree. */
  readonly approved: boolean | undefined;
}

export type NotReady = 'right' | 'empty' | 'unchecked' | 'findings' | 'untested' | 'failed' | 'approval';

/** Why a draft cannot be published yet, the first reason first; undefined when it can. The server judges again. */
export const whyNotPublish = ({ mayPublish, items, checked, tested, approved }: PublishState): NotReady | undefined => {
  if (!mayPublish) return 'right';
  if (items === 0) return 'empty';
  if (checked === undefined) return 'unchecked';
  if (!checked) return 'findings';
  if (tested === undefined) return 'untested';
  if (!tested) return 'failed';
  return approved === false ? 'approval' : undefined;
};
