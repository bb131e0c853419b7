import { parentPort, workerData } from 'node:worker_threads';
import { readFonts } from './read-fonts.ts';

parentPort?.postMessage(await readFonts(workerData as readonly string[]));
