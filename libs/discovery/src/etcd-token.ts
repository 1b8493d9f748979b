import { InterceptingCall, Metadata, status, type Interceptor, type StatusObject } from '@grpc/grpc-js';

import { isOfOldToken, refusalInWords, REPEATED_BY_ETCD3 } from './etcd-refusals';

const AUTHENTICATE = '/etcdserverpb.Auth/Authenticate';

/** What a user is known by after it has said its password; undefined where etcd wants none. */
interface Token {
  readonly text: Promise<string | undefined>;
  /** Whether etcd has taken it once. */
  hasWorked: boolean;
}

/**
 * Puts a token on every call to etcd, the same until etcd takes it no more: it forgets tokens when it is restarted, and
 * those that nobody has used for minutes. A call that is refused for a token which has worked gets a new one and is
 * repeated at once; one that is refused for a new token fails, and the next gets another.
 *
 * etcd3's own way repeats a call without a pause or an end while its token is refused, more than a thousand times a
 * second, authenticates by connections that it never closes, and asks proxies for this very machine.
 */
export function withToken(
  authenticate: () => Promise<string | undefined>,
  username: string | undefined,
): Interceptor {
  let token: Token | undefined;

  return (options, nextCall) =>
    new InterceptingCall(nextCall(options), {
      start(metadata, listener, next) {
        if (options.method_definition.path === AUTHENTICATE) return next(metadata, {});
        const used = (token ??= { text: authenticate(), hasWorked: false });
        const forget = (): void => {
          if (token === used) token = undefined;
        };
        const begin = (text: string | undefined): void => {
          if (text !== undefined) metadata.set('token', text);
          next(metadata, {
            onReceiveStatus(outcome, pass) {
              const { code, details } = outcome;
              const isOld = isOfOldToken(details);
              if (isOld) forget();
              if (code === status.OK) used.hasWorked = true;
              const isRepeated = isOld && used.hasWorked;
              pass({
                ...outcome,
                details: isRepeated ? REPEATED_BY_ETCD3 : refusalInWords(details, username),
              });
            },
          });
        };
        used.text.then(begin, (error: unknown) => {
          forget();
          listener.onReceiveStatus(statusOf(error, username));
        });
      },
    });
}

/** A call without a token ends as the one that was to get it, whose error says `14 UNAVAILABLE: …`. */
function statusOf(error: unknown, username: string | undefined): StatusObject {
  const { message } = error as Error;
  const [, code = status.UNKNOWN, details = message] = /^(\d+) [A-Z_]+: (.*)$/s.exec(message) ?? [];
  return { code: Number(code), details: refusalInWords(details, username), metadata: new Metadata() };
}
