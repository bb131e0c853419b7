import { getPath } from '#engine/json.ts';
import type { DemoLists, Edit } from './demo-lists.ts';
import { expected } from './demo-oracle.ts';

/** Regions that a rule set lists, as kind of indicator, region and product; `edits` are taken back. */
export const listRegions = async (demo: DemoLists, ruleSet: string, edits: readonly Edit[]): Promise<string[]> => {
  const { spoken } = await demo.survey(ruleSet, edits);
  return [...spoken.values()]
    .flatMap(({ subject, standing }) =>
      standing === undefined
        ? []
        : [`${getPath(subject.each?.data, 'kind')} ${subject.group.region}/${subject.group.product}`],
    )
    .sort();
};

/** The regions that the demonstration must list, in the same words. */
export const listedRegions = expected.reg
  .flatMap(({ region, product, ...row }) =>
    (['A', 'B', 'C'] as const).filter((kind) => row[kind]).map((kind) => `${kind} ${region}/${product}`),
  )
  .sort();
