import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const boxes = '.formio-box, .formio-dialog, .choices__list--dropdown, .flatpickr-calendar';

/** Bootstrap for Form.io only: its rules are scoped to the boxes forms live in, so that Ant Design keeps its look. */
const scopedBootstrap = (): Plugin => {
  const id = 'virtual:bootstrap.css';
  return {
    name: 'scoped-bootstrap',
    resolveId: (source) => (source === id ? resolve(import.meta.dirname, 'bootstrap.scoped.css') : undefined),
    load(file) {
      if (!file.endsWith('bootstrap.scoped.css')) return undefined;
      const css = readFileSync(
        resolve(import.meta.dirname, 'node_modules/bootstrap/dist/css/bootstrap.min.css'),
        'utf8',
      )
        .replace(/^@charset "UTF-8";/, '')
        .replace(/\/\*# sourceMappingURL.*\*\//, '')
        .replaceAll(/:root\b/g, ':scope')
        .replaceAll(/(^|[},])body\b/g, '$1:scope');
      return `@scope (${boxes}) {\n${css}\n}`;
    },
    generateBundle() {
      // A date field of Form.io asks for this file of time zones below its base address.
      this.emitFile({
        type: 'asset',
        fileName: 'vendor/moment-timezone/data/packed/latest.json',
        source: readFileSync(resolve(import.meta.dirname, 'node_modules/moment-timezone/data/packed/latest.json')),
      });
    },
  };
};

export default defineConfig({
  base: '/',
  define: { global: 'globalThis' },
  plugins: [react(), scopedBootstrap()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    chunkSizeWarningLimit: 4000,
    rollupOptions: {
      input: {
        'runtime-ui': resolve(import.meta.dirname, 'runtime-ui/index.html'),
        'admin-ui': resolve(import.meta.dirname, 'admin-ui/index.html'),
      },
    },
  },
});
