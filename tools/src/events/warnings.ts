import { reasonOf, type Log } from '@killrvideo/core';

/** What libraries have to say to whoever runs a command: warnings and errors, each with its reason, beside the output. */
export const warnings: Log = {
  debug() {},
  info() {},
  warn: tell,
  error: tell,
};

function tell(fields: object, message: string): void {
  const { err, reason } = fields as { err?: unknown; reason?: string };
  const why = reason ?? (err === undefined ? undefined : reasonOf(err));
  console.error(why === undefined ? message : `${message}: ${why}`);
}
