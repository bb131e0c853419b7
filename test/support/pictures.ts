const bytes = (text: string): Buffer => Buffer.from(text, 'base64');

/** 48 by 24: red at the left, blue at the right. */
export const jpeg = bytes(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAYADADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAABgAF/8QAHhABAAECBwAAAAAAAAAAAAAAAAIDBgc1RXSDssL/xAAWAQEBAQAAAAAAAAAAAAAAAAAGBAP/xAAgEQABAgUFAAAAAAAAAAAAAAAAAQIDBAUxMjM0cYGx/9oADAMBAAIRAxEAPwDCJbEzqtt5dojRLYmdVtvLtFDDyQTzmg7gepJcGAJibpnL4BDvE3TOXwCElP27e/VMXXNQlsTOq23l2ikGw8kFs5oO4HqSXBgCYm6Zy+ARIkp+3b36pi65/9k=',
);

/** 20 by 30, green. */
export const png = bytes(
  'iVBORw0KGgoAAAANSUhEUgAAABQAAAAeAQMAAAAW3KwoAAAAA1BMVEUUjDwEDJ22AAAADElEQVQI12NgGBgAAAB4AAHa7aJXAAAAAElFTkSuQmCC',
);

/** The picture with a note of the camera how it was held (Exif, tag 0x0112). */
export const heldAs = (orientation: number, little = false): Buffer => {
  const tiff = Buffer.alloc(26);
  const [write16, write32] = little
    ? [tiff.writeUInt16LE.bind(tiff), tiff.writeUInt32LE.bind(tiff)]
    : [tiff.writeUInt16BE.bind(tiff), tiff.writeUInt32BE.bind(tiff)];
  tiff.write(little ? 'II' : 'MM', 'latin1');
  write16(42, 2);
  write32(8, 4);
  write16(1, 8);
  write16(0x0112, 10);
  write16(3, 12);
  write32(1, 14);
  write16(orientation, 18);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, body.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
};
