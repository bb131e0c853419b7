import type { Me } from '../answer/people.ts';
import { api } from '../api.ts';

/** The cookie by which the server says that somebody has signed in here. */
const signedInMark = 'zhifa_signed_in=1';

/** Who is signed in; null for nobody. Nobody is asked where nobody has signed in: the answer would be a refusal. */
export const askWho = async (): Promise<Me | null> =>
  document.cookie.includes(signedInMark) ? await api.get<Me>('/session').catch(() => null) : null;
