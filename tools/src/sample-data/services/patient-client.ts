import { pause } from '@killrvideo/core';
import { CallFailed, grpcClient, type Method } from '@killrvideo/grpc-client';
import { status } from '@grpc/grpc-js';

/** Calls one service with the patience of a command; no call begins once its signal is aborted. Rejects with CallFailed. */
export interface PatientClient {
  /** Resolves when an instance can be reached; rejects after 10 s, naming the addresses. */
  connected(): Promise<void>;
  /** For what may be repeated: goes on for a minute while the service is away or busy. */
  call<Request, Response>(method: Method<Request, Response>, request: Request): Promise<Response>;
  /** One attempt: for what a repeat might do twice. */
  callOnce<Request, Response>(method: Method<Request, Response>, request: Request): Promise<Response>;
  close(): void;
}

const MAY_PASS: readonly status[] = [status.UNAVAILABLE, status.RESOURCE_EXHAUSTED, status.DEADLINE_EXCEEDED];
/** A service or Cassandra that is started again is back by then. */
export const GIVE_UP_AFTER_MS = 60_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 3000;

/** For all instances of a service, see `grpcClient`. Aborting the signal cancels no call that is in flight. */
export function patientClient(
  addresses: readonly string[],
  { signal, isDirect }: { signal: AbortSignal; isDirect: boolean },
): PatientClient {
  const client = grpcClient(addresses, { isDirect });

  const callOnce: PatientClient['callOnce'] = async (method, request) => {
    signal.throwIfAborted();
    return client.call(method, request);
  };

  return {
    connected: () => client.connected(),
    callOnce,
    async call(method, request) {
      const giveUpAt = performance.now() + GIVE_UP_AFTER_MS;
      for (let failures = 0; ; failures++) {
        try {
          return await callOnce(method, request);
        } catch (error) {
          if (!mayPass(error) || performance.now() > giveUpAt) throw error;
          await pauseAfter(failures, signal);
        }
      }
    },
    close: () => client.close(),
  };
}

/** The service was busy, restarting or slow: the same call may succeed in a while. */
export function mayPass(error: unknown): boolean {
  return error instanceof CallFailed && MAY_PASS.includes(error.code);
}

/** Grows with the failures in a row; half of it is chance, so that callers do not come back all at once. */
export async function pauseAfter(failures: number, signal: AbortSignal): Promise<void> {
  const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures);
  await pause((longest * (1 + Math.random())) / 2, signal);
  signal.throwIfAborted();
}
