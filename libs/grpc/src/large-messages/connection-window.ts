import type { Http2Session } from 'node:http2';

/**
 * How much may be on its way over a connection before it is read, in bytes. HTTP/2 itself allows a connection no more
 * than one of its streams, 64 KiB: callers that share a connection would take turns at sending.
 */
const WINDOW_BYTES = 1024 * 1024;

const widened = new WeakSet<Http2Session>();

/** Lets the calls of a connection send at the same time. Each of them alone is held back by its own window, as before. */
export function widenConnectionWindow(session: Http2Session | undefined): void {
  if (session === undefined || session.destroyed || widened.has(session)) return;
  widened.add(session);
  session.setLocalWindowSize(WINDOW_BYTES);
}
