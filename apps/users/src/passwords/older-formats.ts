import { createHash, pbkdf2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const SHA1 = /^sha1:(\d{1,9}):([A-Za-z0-9+/]+={0,2}):([A-Za-z0-9+/]+={0,2})$/;
const MD5 = /^[0-9a-f]{32}$/i;

/** Other backends use 1,000. As many as cost about one argon2: a stored number must not tie this service up. */
const MAX_ITERATIONS = 20_000;
const MAX_SALT_BYTES = 64;
/** A hash cut short would let more than one password in; PBKDF2 pays for each 20 bytes again. */
const MIN_HASH_BYTES = 16;
const MAX_HASH_BYTES = 64;

/** A password that another backend stored. */
export interface OlderForm {
  /** Whether blanks around a password do not count. */
  readonly trims: boolean;
  readonly isOf: (password: string) => Promise<boolean>;
}

/**
 * `sha1:<iterations>:<base64 salt>:<base64 hash>` is PBKDF2-HMAC-SHA1 (the Node and C# backends); 32 hex digits are the
 * MD5 of the trimmed password (the Python backend). Undefined for everything else, and for what is beyond its bounds.
 */
export function olderForm(stored: string): OlderForm | undefined {
  if (MD5.test(stored)) return md5Form(Buffer.from(stored, 'hex'));
  const [, iterations, salt, hash] = SHA1.exec(stored) ?? [];
  if (iterations === undefined || salt === undefined || hash === undefined) return undefined;
  return sha1Form(Number(iterations), Buffer.from(salt, 'base64'), Buffer.from(hash, 'base64'));
}

function md5Form(hash: Buffer): OlderForm {
  return {
    trims: true,
    isOf: async (password) => timingSafeEqual(createHash('md5').update(password.trim()).digest(), hash),
  };
}

const derive = promisify(pbkdf2);

function sha1Form(iterations: number, salt: Buffer, hash: Buffer): OlderForm | undefined {
  const isWithinBounds =
    iterations >= 1 &&
    iterations <= MAX_ITERATIONS &&
    salt.length <= MAX_SALT_BYTES &&
    hash.length >= MIN_HASH_BYTES &&
    hash.length <= MAX_HASH_BYTES;
  if (!isWithinBounds) return undefined;
  return {
    trims: false,
    isOf: async (password) =>
      timingSafeEqual(await derive(password, salt, iterations, hash.length, 'sha1'), hash),
  };
}
