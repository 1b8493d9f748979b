import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** Calls `onMessage` for each line of JSON that the socket brings. A peer that sends anything else is cut off. */
export function readMessages<T>(socket: Socket, onMessage: (message: T) => void): void {
  createInterface({ input: socket }).on('line', (line) => {
    let message: T;
    try {
      message = JSON.parse(line) as T;
    } catch {
      socket.destroy();
      return;
    }
    onMessage(message);
  });
}

/** Sends a line of JSON; to a socket that has closed, nothing. */
export function writeMessage(socket: Socket, message: object): void {
  if (!socket.destroyed && socket.writable) socket.write(`${JSON.stringify(message)}\n`);
}
