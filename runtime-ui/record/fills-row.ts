/**
 * Of fields shown in two columns, which ones take a row for themselves: the long ones, and those that would otherwise
 * stand before a long one or at the end with half a row left.
 */
export const fillsRow = (fields: readonly { readonly long: boolean }[]): boolean[] => {
  let half = false;
  return fields.map(({ long }, index) => {
    const alone = long || (!half && (fields[index + 1]?.long ?? true));
    half = !alone && !half;
    return alone;
  });
};
