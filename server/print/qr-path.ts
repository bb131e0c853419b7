import { create } from 'qrcode';

export interface QrPath {
  /** Modules a side, without a border. */
  readonly size: number;
  /** SVG path of the dark modules. */
  readonly path: string;
}

/** The QR code of a text, as a path that a template's helper draws; level M survives a folded or stamped corner. */
export const qrPath = (text: string): QrPath => {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const runs: string[] = [];
  for (let y = 0; y < modules.size; y += 1) {
    for (let x = 0; x < modules.size; x += 1) {
      if (!modules.get(y, x)) continue;
      const start = x;
      while (x + 1 < modules.size && modules.get(y, x + 1)) x += 1;
      runs.push(`M${start} ${y}h${x - start + 1}v1h-${x - start + 1}z`);
    }
  }
  return { size: modules.size, path: runs.join('') };
};
