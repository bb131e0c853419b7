/** Clockwise turn that shows the picture upright, by its Exif orientation. */
export type Turn = 0 | 90 | 180 | 270;

const turns: Readonly<Record<number, Turn>> = { 3: 180, 4: 180, 5: 90, 6: 90, 7: 270, 8: 270 };

const orientationTag = 0x0112;

/** The value of the orientation tag of the first directory of a TIFF head, which Exif is. */
const orientationIn = (view: DataView): number => {
  const little = view.getUint16(0) === 0x4949;
  const start = view.getUint32(4, little);
  const count = view.getUint16(start, little);
  for (let index = 0; index < count; index += 1) {
    const entry = start + 2 + index * 12;
    if (view.getUint16(entry, little) === orientationTag) return view.getUint16(entry + 8, little);
  }
  return 1;
};

/**
 * How a JPEG has to be turned: cameras store pictures as the sensor lay and note the orientation (Exif 2.32, tag 0x0112).
 * Mirrored ones, which no camera writes, are only turned. A head that cannot be read turns nothing.
 */
export const jpegTurn = (bytes: Uint8Array): Turn => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    for (let at = 2; view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
      const marker = view.getUint8(at + 1);
      if (marker === 0xda) return 0;
      if (marker === 0xe1 && view.getUint32(at + 4) === 0x45786966)
        return (
          turns[orientationIn(new DataView(bytes.buffer, bytes.byteOffset + at + 10, bytes.byteLength - at - 10))] ?? 0
        );
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return 0;
};
