import { shownText } from './shown-text';

const MAX_BYTES = 300;

/**
 * Why something failed, in one line of at most 300 bytes, for logs and operators: what the innermost cause says, and
 * where several tries failed (an AggregateError, the driver's NoHostAvailableError) that of the first.
 */
export function reasonOf(error: unknown): string {
  const deeper = causeOf(error);
  if (deeper !== undefined) return reasonOf(deeper);
  return shownText(error instanceof Error ? error.message || error.name : String(error), MAX_BYTES);
}

function causeOf(error: unknown): unknown {
  if (!(error instanceof Error)) return undefined;
  const { errors, innerErrors } = error as { errors?: unknown; innerErrors?: unknown };
  const tries = Object.values(errors ?? innerErrors ?? {});
  return error.cause ?? tries[0];
}
