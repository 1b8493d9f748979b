import type { status } from '@grpc/grpc-js';

import { nameOf, type MethodName } from './method';

/** Hears of every call twice: when it begins, and how it ended. */
export interface CallObserver {
  started(method: MethodName): void;
  handled(call: HandledCall): void;
}

export interface HandledCall extends MethodName {
  readonly code: status;
  /** How often it was tried; 0 where it was not even sent. */
  readonly tries: number;
  /** From the beginning of the call to its answer, or to the moment nobody waited for it any more. */
  readonly seconds: number;
}

/** Tells the observer, if there is one, of a call that begins; gives what is to be told at its end. */
export function tellStart(
  observer: CallObserver | undefined,
  path: string,
): (code: status, tries: number) => void {
  if (observer === undefined) return () => {};
  const startedAt = performance.now();
  const method = nameOf(path);
  observer.started(method);
  return (code, tries) =>
    observer.handled({ ...method, code, tries, seconds: (performance.now() - startedAt) / 1000 });
}
