/** HTML made by a helper: printed as it is, where everything else is escaped. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made safe for HTML content and quoted attribute values. */
export const escapeHtml = (value: unknown): string =>
  (value === undefined || value === null ? '' : String(value)).replaceAll(
    /[&<>"']/g,
    (character) => entities[character] ?? '',
  );
