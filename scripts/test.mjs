// `npm test`: sets up what the suites need, runs them, and says what was run and what was skipped and why.
// With CI=true a suite that cannot run fails.
import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';

const ci = process.env.CI === 'true';
const only = process.argv.slice(2);
const inPath = (program) =>
  [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/local/sbin'].some((folder) =>
    existsSync(`${folder}/${program}`),
  );

const needs = [
  { program: 'mariadbd', package: 'mariadb-server', for: 'the suites on MariaDB' },
  { program: 'pdftotext', package: 'poppler-utils', for: 'reading printed pages' },
];
// The print browser comes with npm on x64; elsewhere the system's own is used.
if (process.arch !== 'x64') needs.push({ program: 'chromium', package: 'chromium', for: 'printing and browser tests' });

const missing = needs.filter((need) => !inPath(need.program));
const skipped = [];
if (missing.length > 0) {
  const packages = missing.map((need) => need.package);
  if (process.getuid?.() === 0 && inPath('apt-get')) {
    const options = {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    };
    console.log(`installing ${packages.join(', ')}`);
    spawnSync('apt-get', ['update', '-q'], options);
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], options);
  }
  for (const need of missing.filter((one) => !inPath(one.program))) {
    skipped.push(`${need.for}: ${need.program} is missing; install it with: apt-get install ${need.package}`);
  }
}

const files = (...patterns) => globSync(patterns, { exclude: ['node_modules/**'] }).sort();
const suites = [
  { name: 'engine', files: files('engine/**/*.test.ts') },
  { name: 'server', files: files('server/**/*.test.ts', 'migrations/**/*.test.ts') },
  { name: 'interfaces', files: files('runtime-ui/**/*.test.ts', 'admin-ui/**/*.test.ts') },
  { name: 'house', files: files('test/*.test.ts') },
  { name: 'api', files: files('test/api/**/*.test.ts') },
  { name: 'print', files: files('test/print/**/*.test.ts') },
  { name: 'browser', files: files('test/browser/**/*.test.ts') },
  { name: 'fault', files: files('test/fault/**/*.test.ts') },
].filter((suite) => suite.files.length > 0 && (only.length === 0 || only.includes(suite.name)));

let failed = 0;
const results = [];
for (const suite of suites) {
  if (suite.name === 'browser') spawnSync(process.execPath, ['scripts/build-interfaces.mjs'], { stdio: 'inherit' });
  console.log(`\n== ${suite.name}: ${suite.files.length} files`);
  const started = Date.now();
  // What drives a browser or kills servers has the machine for itself.
  const concurrency = suite.name === 'browser' || suite.name === 'fault' || suite.name === 'print' ? '1' : '2';
  const run = spawnSync(
    process.execPath,
    [
      '--test',
      '--test-reporter=./scripts/reporter.mjs',
      `--test-concurrency=${concurrency}`,
      '--test-timeout=900000',
      ...suite.files,
    ],
    { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, NODE_NO_WARNINGS: '1' } },
  );
  if (run.status !== 0) failed += 1;
  results.push(
    `${run.status === 0 ? 'passed' : 'FAILED'}  ${suite.name}  ${Math.round((Date.now() - started) / 1000)} s`,
  );
}

console.log(`\n${results.join('\n')}`);
for (const reason of skipped) console.log(`skipped  ${reason}`);
if (ci && skipped.length > 0) failed += 1;
console.log(`suites: ${suites.length - failed} passed, ${failed} failed, ${skipped.length} skipped`);
process.exit(failed === 0 ? 0 : 1);
