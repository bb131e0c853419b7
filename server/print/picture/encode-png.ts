import { crc32, deflateSync } from 'node:zlib';

/** Pixels of a page: four bytes each, blue, green, red and one unused. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const made = Buffer.alloc(body.length + 8);
  made.writeUInt32BE(data.length, 0);
  body.copy(made, 4);
  made.writeUInt32BE(crc32(body), made.length - 4);
  return made;
};

/** Sixteen steps a colour are enough for text and seals, and half the bytes. */
const coarse = (value: number): number => (value & 0xf0) | (value >> 4);

/** A PNG in true colour (ISO/IEC 15948) of 16 steps for each. */
export const encodePng = ({ width, height, pixels }: Bitmap): Uint8Array => {
  const rows = Buffer.alloc(height * (1 + width * 3));
  let to = 0;
  let from = 0;
  for (let row = 0; row < height; row += 1) {
    to += 1;
    for (let column = 0; column < width; column += 1) {
      rows[to] = coarse(pixels[from + 2] ?? 0);
      rows[to + 1] = coarse(pixels[from + 1] ?? 0);
      rows[to + 2] = coarse(pixels[from] ?? 0);
      to += 3;
      from += 4;
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 4 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};
