import { constants, type ServerHttp2Session } from 'node:http2';

import type { Server } from '@grpc/grpc-js';

/**
 * Ends every connection of the server, whatever is under way on it. grpc-js (1.14.7) promises so of `forceShutdown`, and
 * does it only with channelz: without, it looks for them where it has put none.
 */
export function cutConnections(server: Server): void {
  const { http2Servers } = server as unknown as {
    http2Servers: ReadonlyMap<unknown, { readonly sessions: ReadonlySet<ServerHttp2Session> }>;
  };
  for (const { sessions } of http2Servers.values())
    for (const session of sessions) session.destroy(undefined, constants.NGHTTP2_CANCEL);
}
