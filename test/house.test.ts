import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import test from 'node:test';
import { genericWords, houseRules, packIds, sourceFiles } from './support/house-rules.ts';

const rules = houseRules(new Set([...packIds(genericWords), 'plantedDomainId']));

test('every source file keeps the rules of the house', () => {
  const faults = sourceFiles().flatMap(({ path, text }) =>
    rules
      .filter((rule) => rule.applies(path))
      .flatMap((rule) => rule.faults(text, path).map((fault) => `${path}:${fault} (${rule.name})`)),
  );
  assert.deepEqual(faults, []);
});

test('the map of the house is read in one sitting: at most 150 lines', () => {
  const lines = readFileSync('ARCHITECTURE.md', 'utf8').trimEnd().split('\n').length;
  assert.ok(lines <= 150, `ARCHITECTURE.md has ${lines} lines`);
});

const planted: readonly { rule: string; path: string; text: string }[] = [
  { rule: 'a file has at most 300 lines', path: 'server/planted.ts', text: 'export const a = 1;\n'.repeat(302) },
  {
    rule: 'no Chinese characters in code outside messages and tests',
    path: 'engine/planted.ts',
    text: "export const a = '\u6848';\n",
  },
  {
    rule: 'the engine names no clock, randomness, locale or global object',
    path: 'engine/planted.ts',
    text: 'export const a = () => Math.random();\n',
  },
  {
    rule: 'the engine names no clock, randomness, locale or global object',
    path: 'engine/planted.ts',
    text: 'export const a = () => globalThis.Date;\n',
  },
  {
    rule: 'the engine names no clock, randomness, locale or global object',
    path: 'engine/planted.ts',
    text: 'export const a = () => new Intl.DateTimeFormat();\n',
  },
  {
    rule: 'the engine names no clock, randomness, locale or global object',
    path: 'engine/time.ts',
    text: 'export const a = () => Date.now();\n',
  },
  { rule: 'nothing is left open in code', path: 'server/planted.ts', text: `// ${'TO'}${'DO'} later\n` },
  {
    rule: 'the engine, the server and the interfaces name no id of the pack',
    path: 'server/planted.ts',
    text: "export const a = 'plantedDomainId';\n",
  },
  {
    rule: 'no path of a machine and no host of a package registry',
    path: 'package-lock.json',
    text: `"resolved": "${'https'}://host/a.tgz"\n`,
  },
];

for (const { rule, path, text } of planted) {
  test(`an offender is caught: ${rule} (${text.trim().slice(0, 50)})`, () => {
    const caught = rules.filter((one) => one.name === rule && one.applies(path) && one.faults(text, path).length > 0);
    assert.equal(caught.length, 1);
  });
}

const walls: readonly { wall: string; path: string; text: string; rule: string }[] = [
  {
    wall: 'the engine imports no Node module',
    path: 'engine/planted.ts',
    text: "import 'node:fs';\n",
    rule: 'noRestrictedImports',
  },
  {
    wall: 'the engine imports no server',
    path: 'engine/planted.ts',
    text: "import '#server/config.ts';\n",
    rule: 'noRestrictedImports',
  },
  {
    wall: 'the engine uses no Date',
    path: 'engine/planted.ts',
    text: 'export const a = Date.parse("x");\n',
    rule: 'noRestrictedGlobals',
  },
  {
    wall: 'the engine uses no process',
    path: 'engine/planted.ts',
    text: 'export const a = process.pid;\n',
    rule: 'noRestrictedGlobals',
  },
  {
    wall: 'the engine fetches nothing',
    path: 'engine/planted.ts',
    text: 'export const a = fetch("x");\n',
    rule: 'noRestrictedGlobals',
  },
  {
    wall: 'storage does not import commands',
    path: 'server/storage/planted.ts',
    text: "import '#server/command/act.ts';\n",
    rule: 'noRestrictedImports',
  },
  {
    wall: 'print does not import commands',
    path: 'server/print/planted.ts',
    text: "import '#server/command/act.ts';\n",
    rule: 'noRestrictedImports',
  },
  {
    wall: 'commands do not import http',
    path: 'server/command/planted.ts',
    text: "import '#server/http/app.ts';\n",
    rule: 'noRestrictedImports',
  },
  {
    wall: 'commands do not import koa',
    path: 'server/command/planted.ts',
    text: "import 'koa';\n",
    rule: 'noRestrictedImports',
  },
  {
    wall: 'queries do not import http',
    path: 'server/query/planted.ts',
    text: "import '#server/http/app.ts';\n",
    rule: 'noRestrictedImports',
  },
  {
    wall: 'http does not import storage',
    path: 'server/http/planted.ts',
    text: "import '#server/storage/storage.ts';\n",
    rule: 'noRestrictedImports',
  },
  {
    wall: 'the officers’ interface imports no server',
    path: 'runtime-ui/planted.ts',
    text: "import '#server/config.ts';\n",
    rule: 'noRestrictedImports',
  },
  {
    wall: 'the administrators’ interface imports no server',
    path: 'admin-ui/planted.ts',
    text: "import '#server/config.ts';\n",
    rule: 'noRestrictedImports',
  },
  { wall: 'no default export', path: 'engine/planted.ts', text: 'export default 1;\n', rule: 'noDefaultExport' },
  { wall: 'no any', path: 'engine/planted.ts', text: 'export const a = (b: any) => b;\n', rule: 'noExplicitAny' },
  {
    wall: 'no barrel',
    path: 'engine/planted.ts',
    text: "export * from './issue.ts';\nexport * from './json.ts';\n",
    rule: 'noBarrelFile',
  },
  {
    wall: 'no function over 60 lines',
    path: 'server/planted.ts',
    text: `export const a = () => {\n${'  b();\n'.repeat(61)}};\n`,
    rule: 'noExcessiveLinesPerFunction',
  },
];

/** Plants the offenders as files in a folder of their own in each room, and returns what Biome says of each. */
const lintPlanted = (): readonly string[] => {
  const folder = `planted-${process.pid}`;
  const files = walls.map(({ path }, index) => path.replace(/[^/]+$/, `${folder}/offender-${index}.ts`));
  try {
    files.forEach((file, index) => {
      mkdirSync(file.replace(/\/[^/]+$/, ''), { recursive: true });
      writeFileSync(file, walls[index]?.text ?? '');
    });
    const run = spawnSync('node_modules/.bin/biome', ['lint', '--max-diagnostics=none', ...files], {
      encoding: 'utf8',
    });
    const said = `${run.stdout}${run.stderr}`.split(/\n(?=\S+\.ts:\d)/);
    return files.map((file) => said.filter((part) => part.startsWith(file)).join('\n'));
  } finally {
    for (const file of files) rmSync(file.replace(/\/[^/]+$/, ''), { recursive: true, force: true });
  }
};

test('the walls hold', async (t) => {
  const said = lintPlanted();
  for (const [index, { wall, rule }] of walls.entries()) {
    await t.test(wall, () => assert.match(said[index] ?? '', new RegExp(rule)));
  }
});

test('the wall holds: no import cycle', () => {
  const folder = `engine/planted-${process.pid}`;
  mkdirSync(folder);
  try {
    writeFileSync(`${folder}/a.ts`, "import { b } from './b.ts';\nexport const a = (): number => b();\n");
    writeFileSync(`${folder}/b.ts`, "import { a } from './a.ts';\nexport const b = (): number => a();\n");
    const run = spawnSync('node_modules/.bin/biome', ['lint', folder], { encoding: 'utf8' });
    assert.match(`${run.stdout}${run.stderr}`, /noImportCycles/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
