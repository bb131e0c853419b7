import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

// The host's zone is read once by a process, so each zone gets a process of its own.
const program = `
  import { readFileSync } from 'node:fs';
  const here = ${JSON.stringify(new URL('.', import.meta.url).href)};
  const { computeDue } = await import(new URL('compute-due.ts', here));
  const { light } = await import(new URL('light.ts', here));
  const time = await import(new URL('../time.ts', here));
  const read = (path) => JSON.parse(readFileSync(new URL(path, here), 'utf8'));
  const calendar = read('../../definitions/platform/calendars/cn.json');
  const dues = read('deadlines.fixture.json').map(({ due, ...input }) => computeDue({ ...input, calendar }).due);
  const lights = Array.from({ length: 48 }, (_, hour) =>
    light({ start: '2026-04-28', due: '2026-05-14', calendar }, time.addHours('2026-05-13T16:00:00.000Z', hour)));
  const instants = ['2026-03-29T01:30:00.000Z', '2026-11-01T06:30:00.000Z', '1991-07-01T15:30:00.000Z'];
  const local = instants.map((instant) => [time.toCivilDate(instant), time.instantParts(instant)]);
  const offset = new Date('2026-01-15T00:00:00Z').getTimezoneOffset();
  console.log(JSON.stringify({ offset, answers: { dues, lights, local, start: time.startOfDay('2026-03-29') } }));
`;

const answersIn = (zone: string): { offset: number; answers: { dues: string[]; lights: string[] } } => {
  const env = { ...process.env, TZ: zone };
  const child = spawnSync(process.execPath, ['--input-type=module', '-e', program], { env, encoding: 'utf8' });
  assert.equal(child.status, 0, child.stderr);
  return JSON.parse(child.stdout);
};

test('due dates, lights and civil dates are the same in whichever zone the process runs', () => {
  const zones = ['Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati'].map(answersIn);
  assert.deepEqual(
    zones.map(({ offset }) => offset),
    [-480, 300, -840],
  );
  assert.deepEqual(zones[1]?.answers, zones[0]?.answers);
  assert.deepEqual(zones[2]?.answers, zones[0]?.answers);
  assert.equal(zones[0]?.answers.dues[0], '2026-05-12');
  assert.deepEqual(new Set(zones[0]?.answers.lights), new Set(['yellow', 'red']));
});
