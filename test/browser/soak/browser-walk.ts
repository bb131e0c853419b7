import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { playExample } from '../walk/play-example.ts';
import { summaryOf } from '../walk/screen-clock.ts';
import { keepResult } from './result-line.ts';

/**
 * `npm run soak -- browser-walk [a|e]`: the worked examples whole, through the forms their people fill in, with every
 * figure looked for on the screen and every refusal tried. Pictures of all screens go to SCREENSHOTS.
 */
const pictures = process.env.SCREENSHOTS ?? mkdtempSync(join(tmpdir(), 'zhifa-walk-'));
const only = process.argv[2];

let sound = true;
for (const letter of ['e', 'a'] as const) {
  if (only !== undefined && only !== letter) continue;
  const began = performance.now();
  const { times, ...done } = await playExample(`example-${letter}`, join(pictures, letter));
  const seconds = Math.round((performance.now() - began) / 1000);
  keepResult('browser-walk', { ...done, seconds, ...summaryOf(times) });
  sound &&= done.noise.length + done.broken.length === 0;
}
console.log(`pictures: ${pictures}`);
process.exit(sound ? 0 : 1);
