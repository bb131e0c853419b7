/**
 * Whether a path of a view that a template reads (items of lists as `*`) stands on a field that lies in the view at
 * `field`: it is the field, lies below it, or holds it.
 */
export const readsField = (read: string, field: string): boolean => {
  const [of, wanted] = [read.split('.'), field.split('.')];
  return of.every((part, index) => index >= wanted.length || part === wanted[index]);
};
