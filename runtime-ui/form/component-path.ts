/** The renderer's path of the field a JSON Pointer names: `/goods/0/name` → `goods[0].name`. */
export const componentPath = (pointer: string): string =>
  pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce(
      (path, segment) => (/^\d+$/.test(segment) ? `${path}[${segment}]` : path === '' ? segment : `${path}.${segment}`),
      '',
    );

/** The path and, from long to short, every path around it: an issue inside a value is shown at the field that holds it. */
export const pathsAround = (pointer: string): string[] => {
  const segments = pointer.split('/').slice(1);
  return segments.map((_, index) => componentPath(`/${segments.slice(0, segments.length - index).join('/')}`));
};
