import { sql } from 'kysely';
import type { Storage } from '../storage/storage.ts';

const gauges: Readonly<Record<string, string>> = {
  zhifa_jobs_waiting: "select count(*) as n from job where state = 'waiting'",
  zhifa_jobs_failed: "select count(*) as n from job where state = 'failed'",
  zhifa_outbox_unsent: 'select count(*) as n from outbox where sent_at is null',
  zhifa_documents_rendering: "select count(*) as n from document where state in ('numbered', 'rendering')",
};

/** Figures for monitoring in the Prometheus text format. */
export const metrics = async (storage: Storage): Promise<string> => {
  const lines = [];
  for (const [name, text] of Object.entries(gauges)) {
    const { rows } = await sql.raw<{ n: number }>(text).execute(storage.read);
    lines.push(`# TYPE ${name} gauge\n${name} ${Number(rows[0]?.n ?? 0)}`);
  }
  const { rss, heapUsed } = process.memoryUsage();
  lines.push(
    `# TYPE process_resident_memory_bytes gauge\nprocess_resident_memory_bytes ${rss}`,
    `# TYPE nodejs_heap_used_bytes gauge\nnodejs_heap_used_bytes ${heapUsed}`,
  );
  return `${lines.join('\n')}\n`;
};
