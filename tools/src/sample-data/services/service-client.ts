import { isLoopback, parseAddress, pause } from '@killrvideo/core';
import { Client, credentials, status, type ServiceError } from '@grpc/grpc-js';

/** One method of a service definition as ts-proto generates it. */
interface Method<Request, Response> {
  readonly path: string;
  readonly requestSerialize: (request: Request) => Buffer;
  readonly responseDeserialize: (bytes: Buffer) => Response;
}

/** A call that was answered with a status other than OK. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';

  constructor(
    readonly code: status,
    details: string,
    path: string,
  ) {
    super(`${path.slice(path.lastIndexOf('/') + 1)} answered ${status[code]}: ${details}`);
  }

  /** The service was busy, restarting or slow: the same call may succeed in a while. */
  get mayPass(): boolean {
    return MAY_PASS.includes(this.code);
  }
}

/** Calls all instances of one service in turns. Every call has a deadline; none begins once the signal is aborted. */
export interface ServiceClient {
  /** Resolves when an instance can be reached; rejects after 10 s, naming the addresses. */
  connected(): Promise<void>;
  /** For what may be repeated: goes on for a minute while the service is away or busy. Rejects with CallFailed. */
  call<Request, Response>(method: Method<Request, Response>, request: Request): Promise<Response>;
  /** One attempt: for what a repeat might do twice. */
  callOnce<Request, Response>(method: Method<Request, Response>, request: Request): Promise<Response>;
  close(): void;
}

const MAY_PASS: readonly status[] = [status.UNAVAILABLE, status.RESOURCE_EXHAUSTED, status.DEADLINE_EXCEEDED];
const CONNECT_WITHIN_MS = 10_000;
const CALL_TIMEOUT_MS = 10_000;
/** A service or Cassandra that is started again is back by then. */
export const GIVE_UP_AFTER_MS = 60_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 3000;

/**
 * `addresses` are `host:port`; several must be of IP. `isDirect`: not through a proxy, whatever the environment names.
 * This very machine is always asked directly.
 */
export function serviceClient(
  addresses: readonly string[],
  { signal, isDirect }: { signal: AbortSignal; isDirect: boolean },
): ServiceClient {
  const client = new Client(targetOf(addresses), credentials.createInsecure(), {
    'grpc.service_config': JSON.stringify({ loadBalancingConfig: [{ round_robin: {} }] }),
    'grpc.enable_retries': 0,
    ...(isDirect || addresses.every((each) => isLoopback(parseAddress(each).host))
      ? { 'grpc.enable_http_proxy': 0 }
      : {}),
    'grpc.initial_reconnect_backoff_ms': 200,
    'grpc.max_reconnect_backoff_ms': 1000,
  });

  const callOnce: ServiceClient['callOnce'] = async (method, request) => {
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      client.makeUnaryRequest(
        method.path,
        method.requestSerialize,
        method.responseDeserialize,
        request,
        { deadline: Date.now() + CALL_TIMEOUT_MS },
        (error: ServiceError | null, response) => {
          if (error) reject(new CallFailed(error.code, error.details, method.path));
          else if (response === undefined)
            reject(new CallFailed(status.INTERNAL, 'no response', method.path));
          else resolve(response);
        },
      );
    });
  };

  return {
    connected: () =>
      new Promise((resolve, reject) => {
        client.waitForReady(Date.now() + CONNECT_WITHIN_MS, (error) => {
          if (error) reject(new Error(`nobody answers at ${addresses.join(', ')}`, { cause: error }));
          else resolve();
        });
      }),
    callOnce,
    async call(method, request) {
      const giveUpAt = performance.now() + GIVE_UP_AFTER_MS;
      for (let failures = 0; ; failures++) {
        try {
          return await callOnce(method, request);
        } catch (error) {
          const passes = error instanceof CallFailed && error.mayPass;
          if (!passes || performance.now() > giveUpAt) throw error;
          await pauseAfter(failures, signal);
        }
      }
    },
    close: () => client.close(),
  };
}

/** One address may be a name. grpc-js takes several of one family only: IPv4 among IPv6 is written as IPv6. */
export function targetOf(addresses: readonly string[]): string {
  if (addresses.length === 1) return addresses.join();
  if (!addresses.some((each) => each.startsWith('['))) return `ipv4:${addresses.join(',')}`;
  return `ipv6:${addresses.map((each) => (each.startsWith('[') ? each : each.replace(/^(.*):/, '[::ffff:$1]:'))).join(',')}`;
}

/** Grows with the failures in a row; half of it is chance, so that callers do not come back all at once. */
export async function pauseAfter(failures: number, signal: AbortSignal): Promise<void> {
  const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures);
  await pause((longest * (1 + Math.random())) / 2, signal);
  signal.throwIfAborted();
}
