import type { Socket } from 'node:net';

/** Calls `onMessage` for each line of JSON that the socket brings. A peer that sends anything else is cut off. */
export function readMessages<T>(socket: Socket, onMessage: (message: T) => void): void {
  let rest = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      let message: T;
      try {
        message = JSON.parse(line) as T;
      } catch {
        socket.destroy();
        return;
      }
      onMessage(message);
    }
  });
}

/** Sends a line of JSON; to a socket that has closed, nothing. */
export function writeMessage(socket: Socket, message: object): void {
  if (!socket.destroyed && socket.writable) socket.write(`${JSON.stringify(message)}\n`);
}
