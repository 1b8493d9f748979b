import { connect, type NetConnectOpts, type Socket } from 'node:net';

/**
 * A connection to a port, or to a socket in the file system, that was had within `ms` milliseconds. `refused`: nobody
 * listens there. `late`: somebody may, and does not take it.
 */
export function connectWithin(ms: number, to: NetConnectOpts): Promise<Socket | 'refused' | 'late'> {
  return new Promise((resolve) => {
    const socket = connect(to);
    const refuse = (): void => resolve('refused');
    const giveUp = (): void => {
      socket.destroy();
      resolve('late');
    };
    socket.setTimeout(ms, giveUp);
    socket.once('error', refuse);
    socket.once('connect', () => {
      socket.setTimeout(0, giveUp);
      socket.off('error', refuse);
      resolve(socket);
    });
  });
}
