import { execFileSync, spawnSync } from 'node:child_process';

/** False where poppler is not installed: what a PDF says cannot be read then. */
export const canReadPdf = spawnSync('pdftotext', ['-v']).status === 0;

/** The words of a document without its line breaks and spaces. */
export const wordsOf = (pdf: Buffer): string =>
  execFileSync('pdftotext', ['-raw', '-', '-'], { input: pdf }).toString().replaceAll(/\s/g, '');
