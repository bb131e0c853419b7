import { type Dialect, table } from './ddl.ts';

const tables = [table('data_key', { id: 'name', wrapped: 'text', created_at: 'time' }, { primary: ['id'] })];

/** Keys of secret values at rest, each wrapped by a key derived from the installation's secret. */
export const dataKeys = (d: Dialect): string[] => tables.flatMap((statements) => statements(d));
