const key = (account: string, record: string, form: string): string => `zhifa.base.${account}.${record}.${form}`;

/** The version of the record that what is kept of a form began with, as far as it was typed in this browser. */
export interface KeptBase {
  readonly read: () => number | undefined;
  readonly keep: (version: number) => void;
  readonly drop: () => void;
}

export const keptBase = (account: string, record: string, form: string): KeptBase => {
  const name = key(account, record, form);
  return {
    read: () => {
      const kept = localStorage.getItem(name);
      return kept === null ? undefined : Number(kept);
    },
    keep: (version) => localStorage.setItem(name, String(version)),
    drop: () => localStorage.removeItem(name),
  };
};
