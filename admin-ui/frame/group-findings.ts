import type { Finding } from '#engine/definition/catalog.ts';

export interface FindingGroup<F> {
  readonly file: string;
  readonly findings: readonly F[];
}

/** Findings by file in the order they came; the same finding twice is shown once. */
export const groupFindings = <F extends Finding>(findings: readonly F[]): FindingGroup<F>[] => {
  const groups = new Map<string, Map<string, F>>();
  for (const finding of findings) {
    const group = groups.get(finding.file) ?? new Map<string, F>();
    group.set(`${finding.path} ${finding.code} ${JSON.stringify(finding.params ?? {})}`, finding);
    groups.set(finding.file, group);
  }
  return [...groups].map(([file, group]) => ({ file, findings: [...group.values()] }));
};
