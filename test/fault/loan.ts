/** What the writers were told of one loan. */
export interface Loan {
  readonly book: string;
  readonly lentAt: string;
  id?: string;
  version: number;
  state: string;
  price: number;
  step: 'curator' | 'head';
  renewals: number;
  number: string | null;
  readonly notices: Notice[];
}

export interface Notice {
  readonly id: string;
  number: string | null;
}

export type Person = 'dora' | 'carl' | 'hana';

/** One thing a person asks for. `told` takes the answer over into what is known. */
export interface Ask {
  readonly who: Person;
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly body: unknown;
  readonly told: (body: unknown) => void;
}

export const newLoan = (book: string, lentAt: string): Loan => ({
  book,
  lentAt,
  version: 0,
  state: 'none',
  price: 12_000,
  step: 'curator',
  renewals: 0,
  number: null,
  notices: [],
});

interface RecordJson {
  readonly _id: string;
  readonly version: number;
  readonly state: string;
  readonly data: { readonly loanNumber?: string; readonly price?: number };
}

const take = (loan: Loan, record: RecordJson): void => {
  loan.version += 1;
  if (record.version !== loan.version)
    throw new Error(`${loan.book} is at version ${record.version} and not at ${loan.version}`);
  loan.number = record.data.loanNumber ?? null;
};

const content = ({ book, lentAt, price }: Loan) => ({ book, lentAt, price, genre: 'atlas' });

const create = (loan: Loan): Ask => ({
  who: 'dora',
  method: 'POST',
  path: '/records/loan',
  body: { data: content(loan) },
  told: (body) => {
    loan.id = (body as RecordJson)._id;
    loan.state = 'draft';
    take(loan, body as RecordJson);
  },
});

const save = (loan: Loan): Ask => {
  const price = loan.price + 100;
  return {
    who: 'dora',
    method: 'PUT',
    path: `/records/loan/${loan.id}`,
    body: { form: 'loanRequest', version: loan.version, data: { ...content(loan), price } },
    told: (body) => {
      loan.price = price;
      take(loan, body as RecordJson);
    },
  };
};

const act = (loan: Loan, who: Person, action: string, data: object, told: () => void): Ask => ({
  who,
  method: 'POST',
  path: `/records/loan/${loan.id}/actions/${action}`,
  body: { version: loan.version, data },
  told: (body) => {
    told();
    take(loan, (body as { record: RecordJson }).record);
  },
});

const request = (loan: Loan): Ask =>
  act(loan, 'dora', 'request', {}, () => {
    loan.state = 'requested';
    loan.step = 'curator';
  });

const decide = (loan: Loan, chance: number): Ask => {
  if (loan.step === 'curator' && chance < 0.1)
    return act(loan, 'carl', 'grantLoan', { result: 'return', opinion: 'which edition?' }, () => {
      loan.state = 'draft';
    });
  if (loan.step === 'curator')
    return act(loan, 'carl', 'grantLoan', { result: 'agree', opinion: 'fine' }, () => {
      loan.step = 'head';
    });
  return act(loan, 'hana', 'grantLoan', { result: 'agree', opinion: 'granted' }, () => {
    loan.state = 'lent';
  });
};

const renew = (loan: Loan): Ask =>
  act(loan, 'dora', 'renew', {}, () => {
    loan.renewals += 1;
  });

const giveBack = (loan: Loan): Ask =>
  act(loan, 'dora', 'giveBack', { returnedAt: '2026-03-02' }, () => {
    loan.state = 'returned';
  });

const prepareNotice = (loan: Loan): Ask => ({
  who: 'dora',
  method: 'POST',
  path: `/records/loan/${loan.id}/documents`,
  body: { document: 'overdue-notice' },
  told: (body) => void loan.notices.push({ id: (body as { id: string }).id, number: null }),
});

const issueNotice = (notice: Notice): Ask => ({
  who: 'dora',
  method: 'POST',
  path: `/documents/${notice.id}/issue`,
  body: {},
  told: (body) => {
    notice.number = (body as { number: string }).number;
  },
});

const whileLent = (loan: Loan, chance: number, printing: boolean): Ask => {
  const unnumbered = loan.notices.find(({ number }) => number === null);
  if (printing && unnumbered !== undefined) return issueNotice(unnumbered);
  if (loan.renewals === 0 && chance < 0.5) return renew(loan);
  if (loan.notices.length < (printing ? 3 : 1)) return prepareNotice(loan);
  return giveBack(loan);
};

/** What comes next in the life of a loan; undefined when it is over. */
export const nextAsk = (loan: Loan, chance: number, printing: boolean): Ask | undefined => {
  switch (loan.state) {
    case 'none':
      return create(loan);
    case 'draft':
      return chance < 0.4 ? save(loan) : request(loan);
    case 'requested':
      return decide(loan, chance);
    case 'lent':
      return whileLent(loan, chance, printing);
    default:
      return undefined;
  }
};
