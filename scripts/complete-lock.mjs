// Adds the optional platform packages that npm left out of package-lock.json, without asking any registry,
// so that `npm ci` accepts the lock file on every machine. Run by `npm run lock`.
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const systems = [
  'linux',
  'darwin',
  'win32',
  'freebsd',
  'android',
  'openharmony',
  'wasm32',
  'openbsd',
  'netbsd',
  'sunos',
  'aix',
];
const processors = ['x64', 'arm64', 'arm', 'ia32', 'riscv64', 's390x', 'ppc64', 'loong64', 'mips64el', 'wasm32'];

const isLocked = (from, name) => {
  for (let folder = from; ; folder = folder.replace(/\/?node_modules\/(@[^/]+\/)?[^/]+$/, '')) {
    if (lock.packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
    if (folder === '') return false;
  }
};

const describe = (name, version, dev) => {
  const words = name.split(/[/-]/).flatMap((word) => (word === 'armhf' || word.startsWith('armv') ? ['arm'] : word));
  const os = words.filter((word) => systems.includes(word) && word !== 'wasm32');
  const cpu = words.filter((word) => processors.includes(word));
  const libc = words.includes('musl') ? ['musl'] : words.includes('gnu') ? ['glibc'] : [];
  return {
    version,
    ...(cpu.length > 0 && { cpu }),
    ...(dev && { dev: true }),
    ...(libc.length > 0 && { libc }),
    optional: true,
    ...(os.length > 0 && { os }),
  };
};

let added = 0;
for (const [folder, entry] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(folder, name)) continue;
    lock.packages[`node_modules/${name}`] = describe(name, range.replace(/^[\^~=]/, ''), Boolean(entry.dev));
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} optional packages added to package-lock.json`);
