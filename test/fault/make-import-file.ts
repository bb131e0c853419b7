import { writeFileSync } from 'node:fs';
import { csv, enterpriseHeads, enterpriseRow, workbook } from '../support/import-files.ts';

// A process of its own, so that what it takes to make the file is not counted as what it takes to read it.
const [path = '', format, count = '0'] = process.argv.slice(2);
const rows = [[...enterpriseHeads], ...Array.from({ length: Number(count) }, (_, n) => enterpriseRow(n + 1))];
writeFileSync(path, format === 'xlsx' ? await workbook(rows) : csv(rows));
