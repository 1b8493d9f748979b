import { Client, credentials, Metadata, status, type ChannelOptions } from '@grpc/grpc-js';

import type { Answer } from './answer';
import { CallFailed } from './call-failed';
import { tellStart, type CallObserver } from './call-observer';
import { metadataOf, signalsOf, timeLeftMs, type CallSettings, type TimeoutMs } from './call-settings';
import { channelOptions } from './channel-options';
import type { Method } from './method';
import { areLoopback, targetOf } from './target-of';
import { once, type Tries } from './tries';
import { unaryCall } from './unary-call';

/** Calls unary methods of whatever services are at its addresses, each address in its turn. */
export interface GrpcClient {
  /** The response; rejects with CallFailed. */
  call<Request, Response>(
    method: Method<Request, Response>,
    request: Request,
    settings?: CallSettings,
  ): Promise<Response>;
  /** The answer whatever its code, with the trailing metadata; never rejects. */
  ask<Request, Response>(
    method: Method<Request, Response>,
    request: Request,
    settings?: CallSettings,
  ): Promise<Answer<Response>>;
  /** Resolves when a connection stands, for a server that may not listen yet; rejects later, naming the addresses. */
  connected(withinMs?: number): Promise<void>;
  /** Calls in flight end by themselves; none begins any more. */
  close(): void;
}

export interface GrpcClientOptions {
  /** How long a call may take that says nothing of it; 10 s unless it is given, as servers give calls without deadline. */
  readonly timeoutMs?: TimeoutMs;
  /** Of a request and of a response; 4 MiB unless it is given. */
  readonly maxMessageBytes?: number;
  /** Not through a proxy, whatever the environment names. This very machine is always asked directly. */
  readonly isDirect?: boolean;
  readonly observer?: CallObserver;
  /** Once unless it is given. */
  readonly tries?: Tries;
  /** For a resolver or a policy of load balancing that this library does not know. */
  readonly channelOptions?: ChannelOptions;
}

const USUAL_TIMEOUT_MS = 10_000;
const USUAL_MESSAGE_BYTES = 4 * 1024 * 1024;
const CONNECT_WITHIN_MS = 10_000;

/**
 * `addresses` are `host:port`: one, which may be a name, also for a resolver that is registered, or several of IP. It
 * connects with the first call.
 */
export function grpcClient(addresses: readonly string[], options: GrpcClientOptions = {}): GrpcClient {
  const { timeoutMs = USUAL_TIMEOUT_MS, maxMessageBytes = USUAL_MESSAGE_BYTES, observer } = options;
  const { tries = once, channelOptions: more = {} } = options;
  const isDirect = options.isDirect === true || areLoopback(addresses);
  const client = new Client(
    targetOf(addresses),
    credentials.createInsecure(),
    channelOptions({ maxMessageBytes, isDirect, more }),
  );
  let isClosed = false;

  /** Why a call is not even begun. */
  const refusal = (settings: CallSettings, leftMs: number): Answer<never> | undefined => {
    if (isClosed) return endedHere(status.CANCELLED, 'the client is closed');
    if (settings.signal?.aborted || settings.call?.over === 'cancelled') {
      return endedHere(status.CANCELLED, 'the call was cancelled before it was sent');
    }
    if (leftMs <= 0) return endedHere(status.DEADLINE_EXCEEDED, 'no time was left when it was to be sent');
    return undefined;
  };

  const ask: GrpcClient['ask'] = async <Request, Response>(
    method: Method<Request, Response>,
    request: Request,
    settings: CallSettings = {},
  ) => {
    const tellEnd = tellStart(observer, method.path);
    const dueAt = performance.now() + timeLeftMs(settings, timeoutMs);
    const leftMs = (): number => dueAt - performance.now();
    let made = 0;
    const answer = await tries<Response>(async (earlier) => {
      const refused = refusal(settings, leftMs());
      if (refused !== undefined) return refused;
      made++;
      return unaryCall(client, method, request, {
        metadata: metadataOf(settings, earlier),
        timeLeftMs: leftMs(),
        signals: signalsOf(settings),
      });
    }, leftMs);
    tellEnd(answer.code, made);
    return answer;
  };

  return {
    ask,
    async call(method, request, settings) {
      const answer = await ask(method, request, settings);
      if (answer.response === undefined) throw new CallFailed(method.path, answer);
      return answer.response;
    },
    connected: (withinMs = CONNECT_WITHIN_MS) =>
      new Promise((resolve, reject) => {
        client.waitForReady(Date.now() + withinMs, (error) => {
          if (error) reject(new Error(`nobody answers at ${addresses.join(', ')}`, { cause: error }));
          else resolve();
        });
      }),
    close() {
      isClosed = true;
      client.close();
    },
  };
}

function endedHere(code: status, details: string): Answer<never> {
  return { code, details, trailer: new Metadata() };
}
