/** The shape of identifiers, as engine/schema/common.schema.json has it. */
const keyShape = /^[a-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$/;

/** What is wrong with an identifier; nothing where it may stand. */
export const keyFault = (key: string, taken: readonly string[] = []): 'missing' | 'form' | 'taken' | undefined => {
  if (key === '') return 'missing';
  if (!keyShape.test(key)) return 'form';
  return taken.includes(key) ? 'taken' : undefined;
};

/** The first of key, key2, key3 … that nobody has. */
export const freeKey = (stem: string, taken: readonly string[]): string => {
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? stem : `${stem}${number}`;
    if (!taken.includes(key)) return key;
  }
};
