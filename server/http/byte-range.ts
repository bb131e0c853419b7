/** The part a Range header asks for of so many bytes: none asked, none there ('none'), or from and to, both within. */
export const byteRange = (
  header: string,
  size: number,
): { readonly start: number; readonly end: number } | 'none' | undefined => {
  const asked = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.trim());
  if (asked === null) return undefined;
  const [, from = '', to = ''] = asked;
  if (from === '' && to === '') return undefined;
  if (from === '')
    return size === 0 || Number(to) === 0 ? 'none' : { start: Math.max(0, size - Number(to)), end: size - 1 };
  const [start, end] = [Number(from), to === '' ? size - 1 : Math.min(Number(to), size - 1)];
  if (to !== '' && Number(to) < start) return undefined;
  return start >= size ? 'none' : { start, end };
};
