import { inspect } from 'node:util';

import pino from 'pino';

/** A stack of usual depth with its causes; each of the other properties of an error gets as much. */
const MAX_CHARACTERS = 8 * 1024;

/** Properties of an error beside its type, message and stack. */
const MAX_PROPERTIES = 20;

/** An error for the log, with its stack, its causes and what a library has put onto it, however large that is. */
export function boundedError(error: unknown): unknown {
  if (!(error instanceof Error)) return cut(error);
  const serialized = pino.stdSerializers.err(error);
  return Object.fromEntries(
    Object.keys(serialized)
      .slice(0, MAX_PROPERTIES)
      .map((key) => [key, cut((serialized as Record<string, unknown>)[key])]),
  );
}

function cut(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'boolean' || value == null) return value;
  // An inspection goes only so deep, and shows only so many entries.
  const text = typeof value === 'string' ? value : inspect(value, { breakLength: Infinity });
  return text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}…` : text;
}
