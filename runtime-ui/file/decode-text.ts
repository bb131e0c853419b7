/** More than this of a text is for another program. */
const most = 1024 ** 2;

/** Text as it was most likely written: UTF-8, else the encoding of older Chinese systems. */
export const decodeText = (bytes: Uint8Array): string => {
  const shown = bytes.subarray(0, most);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(shown, { stream: true });
  } catch {
    return new TextDecoder('gb18030').decode(shown);
  }
};
