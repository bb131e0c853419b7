const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const signs: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(entities).map(([sign, entity]) => [entity, sign]),
);

/** Typed lines as paragraphs. */
export const textMarkup = (text: string): string =>
  text === ''
    ? ''
    : text
        .split('\n')
        .map((line) => `<p>${line.replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign)}</p>`)
        .join('');

/** The lines of paragraphs; what stands between other tags is kept, the tags are not. */
export const plainText = (markup: string): string =>
  markup
    .replaceAll(/<\/p>\s*<p>|<br\s*\/?>/gi, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(?:amp|lt|gt|quot);/g, (entity) => signs[entity] ?? entity);
