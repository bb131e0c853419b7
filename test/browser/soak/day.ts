import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { playDay } from '../day/play-day.ts';
import { summaryOf } from '../walk/screen-clock.ts';
import { keepResult } from './result-line.ts';

/**
 * `npm run soak -- day`: a day of an office with twenty cases under both laws, from the workbench to the archive. Pictures
 * of every screen and the table of their times go to SCREENSHOTS.
 */
const pictures = process.env.SCREENSHOTS ?? mkdtempSync(join(tmpdir(), 'zhifa-day-'));
const { times, ...done } = await playDay(pictures);
const rows = times
  .toSorted((a, b) => b.ms - a.ms)
  .map(({ screen, ms, load }) => `${ms}\t${load.toFixed(1)}\t${screen}`);
writeFileSync(join(pictures, 'screens.tsv'), `ms\tload\tscreen\n${rows.join('\n')}\n`);
keepResult('day', { ...done, ...summaryOf(times) });
console.log(`pictures and times: ${pictures}`);
process.exit(done.noise.length + done.broken.length === 0 ? 0 : 1);
