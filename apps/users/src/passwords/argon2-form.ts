import { randomBytes } from 'node:crypto';

import { hash, parseOptions, verify } from '@node-rs/argon2';

/** OWASP's parameters: 19 MiB, two passes, one lane. About 10 ms of one core. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const OURS = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$`;

/** What a stored hash may cost at most, which other tools or later parameters made: a row must not tie us up. */
const MAX_MEMORY_KIB = 65_536;
const MAX_KIB_PASSED = 4 * MAX_MEMORY_KIB;
const MAX_LANES = 8;
const ARGON2ID = 2; // the package's own enum does not exist at run time

/**
 * The length of the salt tells for which passwords a hash stands: of the password as it was given, or of what is left
 * without the blanks around it. The latter replaces hashes of trimmed passwords, which took either spelling.
 */
const SALT_BYTES = 16;
const SALT_BYTES_TRIMMED = 17;

/** A password stored as argon2id, in the usual text of it. */
export interface Argon2Form {
  /** Whether it was made with our parameters: then checking it costs as much as making a hash. */
  readonly isOurs: boolean;
  readonly trims: boolean;
  /** Undefined when the text turns out to be no hash after all. */
  readonly isOf: (password: string) => Promise<boolean | undefined>;
}

export function argon2Hash(password: string, { trims }: { trims: boolean }): Promise<string> {
  return trims
    ? hash(password.trim(), { ...COST, salt: randomBytes(SALT_BYTES_TRIMMED) })
    : hash(password, { ...COST, salt: randomBytes(SALT_BYTES) });
}

/** Undefined for what is no argon2id hash or would cost too much. */
export function argon2Form(stored: string): Argon2Form | undefined {
  const options = optionsOf(stored);
  if (options === undefined || !isAffordable(options)) return undefined;
  const isOurs = stored.startsWith(OURS);
  const trims = isOurs && options.saltLen === SALT_BYTES_TRIMMED;
  return {
    isOurs,
    trims,
    isOf: (password) => verify(stored, trims ? password.trim() : password).catch(() => undefined),
  };
}

type Options = ReturnType<typeof parseOptions>;

function optionsOf(stored: string): Options | undefined {
  try {
    return parseOptions(stored);
  } catch {
    return undefined;
  }
}

function isAffordable({ algorithm, memoryCost, timeCost, parallelism }: Options): boolean {
  return (
    Number(algorithm) === ARGON2ID &&
    memoryCost <= MAX_MEMORY_KIB &&
    memoryCost * timeCost <= MAX_KIB_PASSED &&
    parallelism <= MAX_LANES
  );
}
