import { argon2, type BinaryLike, randomBytes, timingSafeEqual } from 'node:crypto';

/** OWASP's second recommendation for Argon2id: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };

const derive = (message: BinaryLike, nonce: Buffer, of: typeof cost): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    argon2('argon2id', { message, nonce, ...of }, (error, tag) => (error ? reject(error) : resolve(tag))),
  );

/** `argon2id$memory$passes$parallelism$salt$tag` */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(16);
  const tag = await derive(password.normalize('NFC'), salt, cost);
  return [
    'argon2id',
    cost.memory,
    cost.passes,
    cost.parallelism,
    salt.toString('base64url'),
    tag.toString('base64url'),
  ].join('$');
};

/** False for a wrong password and for a hash that is none; takes the same time for an account without password. */
export const checkPassword = async (password: string, stored: string | null | undefined): Promise<boolean> => {
  const [kind, memory, passes, parallelism, salt, tag] = (stored ?? nobody).split('$');
  if (kind !== 'argon2id' || !salt || !tag) return false;
  const wanted = Buffer.from(tag, 'base64url');
  const found = await derive(password.normalize('NFC'), Buffer.from(salt, 'base64url'), {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: wanted.length,
  });
  return timingSafeEqual(found, wanted) && stored !== null && stored !== undefined;
};

const nobody = `argon2id$${cost.memory}$${cost.passes}$${cost.parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`;
