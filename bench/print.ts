import { readdirSync, readFileSync } from 'node:fs';
import { printer, renderSample } from '#test/print/print-support.ts';

/** Processor time of printing the decision, the browser's processes counted in: `node bench/print.ts`. */
const document = 'penalty-decision';
const prints = 30;
const warmUps = 8;
/** Of a tick of the kernel's clock. */
const milliseconds = 10;

interface Used {
  readonly parent: string;
  readonly ms: number;
}

const usedBy = (pid: string): Used | undefined => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [, parent = '', ...rest] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ticks = rest.slice(9, 13).reduce((sum, part) => sum + Number(part), 0);
    return { parent, ms: ticks * milliseconds };
  } catch {
    // It has ended; its parent has taken over what it used.
    return undefined;
  }
};

/** Of this process and all below it. */
const used = (): number => {
  const all = new Map(readdirSync('/proc').flatMap((pid) => (/^\d+$/.test(pid) ? [[pid, usedBy(pid)] as const] : [])));
  const below = (pid: string): number =>
    [...all].reduce((sum, [child, one]) => (one?.parent === pid ? sum + one.ms + below(child) : sum), 0);
  const { user, system } = process.cpuUsage();
  return below(String(process.pid)) + (user + system) / 1000;
};

const print = async () => printer.pdf(await renderSample(document));

for (let n = 0; n < warmUps; n += 1) await print();
for (const together of [1, 2]) {
  const [before, began] = [used(), performance.now()];
  let pages = 0;
  for (let n = 0; n < prints; n += together) {
    const [made] = await Promise.all(Array.from({ length: together }, print));
    pages = made?.pages ?? 0;
  }
  const cpuMs = Math.round(((used() - before) / prints) * 10) / 10;
  const ms = Math.round((performance.now() - began) / prints);
  console.log(JSON.stringify({ figure: 'print', document, pages, together, cpuMs, ms, node: process.version }));
}
