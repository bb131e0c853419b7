// A short test report: each failure in full, each skip with its reason, and the counts.
export default async function* report(source) {
  const counts = { pass: 0, fail: 0, skip: 0 };
  for await (const { type, data } of source) {
    if (type === 'test:stdout' || type === 'test:stderr') continue;
    if (type === 'test:fail' && data.details?.error?.failureType !== 'subtestsFailed') {
      counts.fail += 1;
      const { error } = data.details;
      const cause = error?.cause ?? error;
      yield `not ok  ${data.file ?? ''}\n        ${data.name}\n${String(cause?.stack ?? cause)}\n`;
    }
    if (type === 'test:pass' && data.details?.type !== 'suite') {
      if (data.skip === undefined) counts.pass += 1;
      else {
        counts.skip += 1;
        yield `skipped ${data.name}: ${data.skip || 'no reason given'}\n`;
      }
    }
  }
  yield `${counts.pass} passed, ${counts.fail} failed, ${counts.skip} skipped\n`;
}
