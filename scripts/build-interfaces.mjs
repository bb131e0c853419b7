// Builds the two user interfaces when they are missing or older than their sources.
import { existsSync, globSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { build } from 'vite';

const stamp = 'dist/.built';
const sources = globSync([
  'runtime-ui/**/*',
  'admin-ui/**/*',
  'engine/**/*.{ts,js,json}',
  'vite.config.ts',
  'package-lock.json',
]);
const newest = Math.max(...sources.map((file) => statSync(file).mtimeMs));
if (!process.argv.includes('--force') && existsSync(stamp) && statSync(stamp).mtimeMs > newest) process.exit(0);
console.log('building the user interfaces (once, a few seconds)');
await build({ logLevel: 'error' });
mkdirSync('dist', { recursive: true });
writeFileSync(stamp, '');
