/** Spread arguments have a limit of their own in every browser. */
const chunk = 0x8000;

/** Bytes as base64 text. */
export const toBase64 = (bytes: Uint8Array): string => {
  let binary = '';
  for (let start = 0; start < bytes.length; start += chunk)
    binary += String.fromCharCode(...bytes.subarray(start, start + chunk));
  return btoa(binary);
};
