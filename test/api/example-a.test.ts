import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { readExample, type Step, stepsOf, Walk } from '../support/jiangzhou/walk.ts';
import { startSystem, type TestSystem } from '../support/system.ts';

const texts = (step: Step, pdf: Buffer): void => {
  assert.ok(pdf.length > 5_000, step.key);
};

const play = (name: string, variant?: string) => {
  const example = readExample(name);
  const steps = stepsOf(example, variant);
  describe(`${example.title}${variant === undefined ? '' : `, ${variant}`}`, () => {
    let system: TestSystem;
    let walk: Walk;

    before(async () => {
      system = await startSystem({ now: '2026-04-28T00:00:00.000Z', demoDir: 'test/support/jiangzhou' });
      walk = new Walk(system, { prints: true, look: texts });
      await walk.begin(example);
    });
    after(() => system.close());

    it('comes out as its authors computed it, every date, number, amount and refusal', async () => {
      for (const step of steps) await walk.play(step);
    });
  });
};

play('example-a');
play('example-a', 'secondRound');
play('example-e');
