/** What is repeated, as far as it matters to how many ways a text can be read. */
interface Part {
  /** Source of what it may begin with, one character; undefined: more than can be said. */
  readonly first: string | undefined;
  /** It holds a repetition without an end, or choices that begin alike. */
  readonly wild: boolean;
  /** It is one character, repeated without an end. */
  readonly run: boolean;
}

/** Characters of every kind that patterns tell apart. */
const samples = [...Array.from({ length: 127 }, (_, code) => String.fromCharCode(code)), '\u00e9', '\u4e00', '\u3002'];

const matches = (atom: string): readonly boolean[] | undefined => {
  try {
    const one = new RegExp(`^(?:${atom})$`, 'su');
    return samples.map((sample) => one.test(sample));
  } catch {
    return undefined;
  }
};

/** Whether two parts may begin with the same character; what cannot be told may. */
const alike = (a: string | undefined, b: string | undefined): boolean => {
  if (a === undefined || b === undefined) return true;
  const [left, right] = [matches(a), matches(b)];
  return left === undefined || right === undefined || left.some((hit, index) => hit && right[index] === true);
};

const atoms = /\\p\{[^}]*\}|\\x\{[^}]*\}|\\x[0-9a-f]{2}|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[^()|]/isuy;
const quantifiers = /(?:[*+?]|\{\d+(?:,\d*)?\})[?]?/y;

/**
 * Whether a matcher that goes back to try again, as that of a browser is, may need more time than in proportion to the
 * text: a repetition within a repetition, repeated choices that begin alike, two runs of the same character side by side.
 * On the safe side: what it cannot tell, it refuses. Conservative version of what analysers as recheck look for.
 */
export const backtracks = (pattern: string): boolean => {
  let at = 0;
  let found = false;
  const take = (expression: RegExp): string | undefined => {
    expression.lastIndex = at;
    const [taken] = expression.exec(pattern) ?? [];
    at += taken?.length ?? 0;
    return taken;
  };
  const group = (): Part => {
    at += 1;
    take(/\?(?:P?<\w+>|[imsU-]*:|[imsU-]+(?=\)))/y);
    const inner = choices();
    at += 1;
    return inner;
  };
  const repeated = (one: Part, isGroup: boolean): Part => {
    const quantifier = take(quantifiers);
    if (quantifier === undefined) return one;
    const endless = /^(?:[*+]|\{\d+,\})/.test(quantifier);
    const optional = /^(?:[*?]|\{0)/.test(quantifier);
    if (endless && one.wild) found = true;
    return { first: optional ? undefined : one.first, wild: one.wild || endless, run: endless && !isGroup };
  };
  const ended = (): boolean => at >= pattern.length || pattern[at] === '|' || pattern[at] === ')';
  const element = (): Part & { readonly atom: string } => {
    if (pattern[at] === '(') return { ...repeated(group(), true), atom: '' };
    const atom = take(atoms) ?? pattern[at++] ?? '';
    return { ...repeated({ first: atom, wild: false, run: false }, false), atom };
  };
  const sequence = (): Part => {
    const elements: ReturnType<typeof element>[] = [];
    while (!ended()) {
      const before = elements.at(-1);
      const one = element();
      if (one.run && before?.run === true && alike(one.atom, before.atom)) found = true;
      elements.push(one);
    }
    return { first: elements[0]?.first, wild: elements.some(({ wild }) => wild), run: false };
  };
  const choices = (): Part => {
    const branches = [sequence()];
    while (pattern[at] === '|') {
      at += 1;
      branches.push(sequence());
    }
    const [only] = branches;
    if (branches.length === 1 && only !== undefined) return only;
    const twice = branches.some((one, index) =>
      branches.slice(index + 1).some((other) => alike(one.first, other.first)),
    );
    return { first: undefined, wild: twice || branches.some(({ wild }) => wild), run: false };
  };
  while (at < pattern.length && !found) {
    choices();
    at += 1;
  }
  return found;
};
