import type { Server, Socket } from 'node:net';

import { explain } from '../explain';
import { readMessages, writeMessage } from './json-lines';
import type { Answer, FromKeeper, MethodName, Parameter, ToKeeper } from './protocol';

/** What the keeper does for one connection. */
export type KeeperMethods = {
  [M in MethodName]: (parameter: Parameter<M>) => Promise<Answer<M>> | Answer<M>;
};

/** Answers requests about the stack of the folder on every connection; `closed` is called when one ends, in whatever way. */
export function serve(
  server: Server,
  folder: string,
  methodsOf: (connection: Socket) => KeeperMethods,
  closed: (connection: Socket) => void,
): void {
  server.on('connection', (connection) => {
    const methods = methodsOf(connection);
    connection.on('error', () => {}); // its `close` follows
    connection.on('close', () => closed(connection));
    readMessages<ToKeeper>(connection, (message) => {
      const { id } = message;
      sendTo(connection, { accepted: id });
      answer(methods, message).then(
        (answer) => sendTo(connection, { id, answer }),
        (error: unknown) => sendTo(connection, { id, error: explain(error, folder) }),
      );
    });
  });
}

/** Sends a message to a client, unless it has gone. */
export function sendTo(connection: Socket, message: FromKeeper): void {
  writeMessage(connection, message);
}

async function answer(methods: KeeperMethods, { method, parameter }: ToKeeper): Promise<unknown> {
  return (methods[method] as (parameter: unknown) => unknown)(parameter);
}
