/** A sign of the icon font; never the only carrier of a meaning. */
export const Icon = ({ name }: { readonly name: string }) => <i className={`bi bi-${name}`} aria-hidden="true" />;
