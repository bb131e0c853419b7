/** The page that style sheets describe. Lengths are points. */
export interface PageLayout {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
  /** Size of the text. */
  readonly size: number;
  /** Lines on a page and wide characters in a line; 0 where the styles tell none. */
  readonly lines: number;
  readonly columns: number;
}

const millimetre = 72 / 25.4;
const units: Readonly<Record<string, number>> = { mm: millimetre, cm: 10 * millimetre, pt: 1, px: 0.75, in: 72 };

/** Paper of the forms that are printed: A4. */
const paper = { width: 210 * millimetre, height: 297 * millimetre };

const tokens = (text: string): string[] => text.match(/[\d.]+(?:mm|cm|pt|px|in|em)?|[-+*/()]/g) ?? [];

/** A length with `calc()`, in points; undefined where it is none. `em` is the size of the text. */
const lengthOf = (text: string, em: number): number | undefined => {
  const left = tokens(text.replaceAll('calc', ''));
  const factor = (): number => {
    const token = left.shift() ?? '';
    if (token === '(') {
      const inner = sum();
      left.shift();
      return inner;
    }
    if (token === '-') return -factor();
    const unit = /[a-z]+$/.exec(token)?.[0];
    return Number.parseFloat(token) * (unit === undefined ? 1 : unit === 'em' ? em : (units[unit] ?? Number.NaN));
  };
  const product = (): number => {
    let value = factor();
    while (left[0] === '*' || left[0] === '/') value = left.shift() === '*' ? value * factor() : value / factor();
    return value;
  };
  const sum = (): number => {
    let value = product();
    while (left[0] === '+' || left[0] === '-') value = left.shift() === '+' ? value + product() : value - product();
    return value;
  };
  const value = sum();
  return Number.isFinite(value) ? value : undefined;
};

/** The declarations of the last rule of a selector that has the property. */
const declared = (css: string, selector: string, property: string): string | undefined => {
  const rules = [...css.matchAll(new RegExp(`(?:^|[}\\s])${selector}\\s*\\{([^}]*)`, 'g'))].map(
    ([, body = '']) => body,
  );
  const named = new RegExp(`(?:^|[;\\s])${property}\\s*:\\s*([^;]+)`);
  return rules.flatMap((body) => named.exec(body)?.[1]?.trim() ?? []).at(-1);
};

const sides = (margin: string): readonly number[] => {
  const found = margin.split(/\s+/).map((one) => lengthOf(one, 12) ?? 0);
  const [top = 0, right = top, bottom = top, left = right] = found;
  return [top, right, bottom, left];
};

/** What style sheets say of the page, the later ones first. undefined where they name no margins or no size of the text. */
export const pageLayout = (styles: readonly string[]): PageLayout | undefined => {
  const css = styles.join('\n').replaceAll(/\/\*[\s\S]*?\*\//g, '');
  const margin = declared(css, '@page', 'margin');
  const size = lengthOf(declared(css, 'body', 'font-size') ?? '', 12);
  if (margin === undefined || size === undefined) return undefined;
  const [top = 0, right = 0, bottom = 0, left = 0] = sides(margin);
  const pitch = lengthOf(declared(css, 'body', 'line-height') ?? '', size) ?? 0;
  const spacing = lengthOf(declared(css, 'body', 'letter-spacing') ?? '0', size) ?? 0;
  const spaced = declared(css, 'body', 'letter-spacing') !== undefined;
  const [high, wide] = [paper.height - top - bottom, paper.width - left - right];
  return {
    top,
    right,
    bottom,
    left,
    size,
    lines: pitch > size ? Math.floor(high / pitch + 0.01) : 0,
    columns: spaced ? Math.floor(wide / (size + spacing) + 0.01) : 0,
  };
};
