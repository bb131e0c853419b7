export type HtmlFault = { readonly code: string; readonly name: string };

const tags = new Set(
  'article b br caption col colgroup dd div dl dt em figcaption figure footer h1 h2 h3 h4 header hr i li main ol p rp rt ruby section small span strong sub sup table tbody td tfoot th thead tr u ul wbr'.split(
    ' ',
  ),
);
const attributes = new Set('class colspan id lang rowspan scope style title'.split(' '));
/** Attributes whose value may be computed: nothing in them is ever an address, a script or a style. */
const computed = new Set(['class', 'colspan', 'rowspan', 'title']);
const space = /\s/;
const dangerous = /url\s*\(|expression\s*\(|image-set|@import|javascript:|\\/i;

interface State {
  mode: 'text' | 'tag' | 'between' | 'attribute' | 'equals' | 'value';
  tag: string;
  attribute: string;
  quote: string;
  value: string;
}

/** Reads the HTML of a template piece by piece, as its texts and its places for values come. */
export interface HtmlReader {
  readonly read: (character: string) => void;
  /** A value is printed here. */
  readonly place: () => void;
  /** Tells whether two points lie in the same place of the markup. */
  readonly position: () => string;
}

type Step = (state: State, character: string, fault: (code: string, name: string) => void) => void;

const endTag = (state: State, fault: (code: string, name: string) => void): void => {
  const name = state.tag.replace(/^\//, '').toLowerCase();
  if (!tags.has(name)) fault('templateTag', name);
};

const endAttribute = (state: State, fault: (code: string, name: string) => void): void => {
  const name = state.attribute.toLowerCase();
  if (!attributes.has(name)) fault('templateAttribute', name);
};

const leave = (state: State, character: string): void => {
  if (character === '>') state.mode = 'text';
  else state.mode = 'between';
};

const steps: Readonly<Record<State['mode'], Step>> = {
  text: (state, character) => {
    if (character !== '<') return;
    state.mode = 'tag';
    state.tag = '';
  },
  tag: (state, character, fault) => {
    if (character !== '>' && !space.test(character)) {
      state.tag += character;
      return;
    }
    endTag(state, fault);
    leave(state, character);
  },
  between: (state, character) => {
    if (character === '>') state.mode = 'text';
    else if (!space.test(character) && character !== '/') {
      state.mode = 'attribute';
      state.attribute = character;
    }
  },
  attribute: (state, character, fault) => {
    if (character === '=') state.mode = 'equals';
    else if (character === '>' || space.test(character)) leave(state, character);
    else {
      state.attribute += character;
      return;
    }
    endAttribute(state, fault);
  },
  equals: (state, character, fault) => {
    if (character === '"' || character === "'") {
      state.mode = 'value';
      state.quote = character;
      state.value = '';
      return;
    }
    fault('templateUnquoted', state.attribute);
    leave(state, character);
  },
  value: (state, character, fault) => {
    if (character !== state.quote) {
      state.value += character;
      return;
    }
    if (dangerous.test(state.value)) fault('templateAttribute', state.attribute);
    state.mode = 'between';
  },
};

/** `report` is called for everything that a legal document has no need of: scripts, links, frames, pictures, addresses, odd markup. */
export const createHtmlReader = (report: (fault: HtmlFault) => void): HtmlReader => {
  const state: State = { mode: 'text', tag: '', attribute: '', quote: '', value: '' };
  const fault = (code: string, name: string): void => report({ code, name });
  return {
    read: (character) => steps[state.mode](state, character, fault),
    place: () => {
      if (state.mode === 'text') return;
      if (state.mode === 'value' && computed.has(state.attribute.toLowerCase())) return;
      fault('templatePlace', state.mode === 'value' ? state.attribute : state.tag);
    },
    position: () => (state.mode === 'text' ? 'text' : `${state.mode} ${state.tag} ${state.attribute} ${state.quote}`),
  };
};
