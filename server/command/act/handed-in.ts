import type { ModuleForm } from '#engine/definition/catalog.ts';
import { problem } from '#engine/problem.ts';

/** What somebody hands in with an action, told apart: his word about the step, and the fields of its form. */
export interface HandedIn {
  readonly result?: string;
  readonly opinion?: string;
  readonly returnTo?: string;
  readonly skip: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;
}

const control = ['result', 'opinion', 'returnTo', 'skip'] as const;

/** `inApproval`: the words of a step are read. A field of the form that bears the name of one is given it as well. */
export const readHandedIn = (
  data: Readonly<Record<string, unknown>>,
  form: ModuleForm | undefined,
  inApproval: boolean,
): HandedIn => {
  const declared = new Set((form?.fields ?? []).map(({ path }) => path.split('.')[0]));
  const words: ReadonlySet<string> = new Set(inApproval ? control : []);
  const fields = Object.fromEntries(Object.entries(data).filter(([key]) => declared.has(key) || !words.has(key)));
  const unknown = form === undefined ? Object.keys(fields) : [];
  if (unknown.length > 0)
    throw problem('invalid-input', {
      issues: unknown.map((key) => ({ path: `/${key}`, code: 'unknownKey', params: { key } })),
      params: { count: unknown.length },
    });
  if (!inApproval) return { skip: [], fields };
  const text = (key: (typeof control)[number]) => {
    const value = data[key];
    if (value === undefined || value === null || value === '') return undefined;
    if (typeof value !== 'string' || value.length > 4000) throw wrong(key);
    return value.normalize('NFC');
  };
  const [result, opinion, returnTo] = [text('result'), text('opinion'), text('returnTo')];
  return {
    skip: keysOf(data.skip),
    fields,
    ...(result !== undefined && { result }),
    ...(opinion !== undefined && { opinion }),
    ...(returnTo !== undefined && { returnTo }),
  };
};

const keysOf = (value: unknown): readonly string[] => {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || value.some((key) => typeof key !== 'string')) throw wrong('skip');
  return value as string[];
};

const wrong = (key: string) =>
  problem('invalid-input', { issues: [{ path: `/${key}`, code: 'type', params: { field: key } }] });
