import type { Socket } from 'node:net';

import { connectWithin } from '../connect-within';
import { isRunning } from '../process-identity';
import { readMessages, writeMessage } from './json-lines';
import {
  PROTOCOL,
  type Answer,
  type DatabaseDied,
  type FromKeeper,
  type MethodName,
  type Parameter,
} from './protocol';
import { keeperLog, readState, type KeeperState } from './state-file';

/** A connection to the keeper of a folder. */
export interface KeeperConnection {
  /** What the keeper had written down when it was found. */
  readonly state: KeeperState;
  /** Throws NotAccepted when the keeper ended without having taken the request up: it can be made to the next one. */
  ask<M extends MethodName>(method: M, parameter: Parameter<M>): Promise<Answer<M>>;
  close(): void;
}

/** What a keeper says unasked. */
export interface KeeperEvents {
  readonly progress?: (line: string) => void;
  readonly died?: (event: DatabaseDied) => void;
  /** The connection ended although nobody closed it here. */
  readonly lost?: () => void;
}

/** The keeper was already on its way out. */
export class NotAccepted extends Error {}

interface Pending {
  accepted: boolean;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

const CONNECTED_WITHIN_MS = 5000;

/** Connects to the keeper that serves the folder now; undefined when none does. */
export async function connectToKeeper(
  folder: string,
  on: KeeperEvents = {},
): Promise<KeeperConnection | undefined> {
  const state = readState(folder);
  if (state === undefined || !isRunning(state.keeper)) return undefined;
  if (state.protocol !== PROTOCOL) {
    throw new Error(
      `The databases in ${folder} were started by another version of this repository: end them with ` +
        `kill ${state.keeper.pid}, and run the command again`,
    );
  }
  const reached = await connectWithin(CONNECTED_WITHIN_MS, { path: state.socket });
  return typeof reached === 'string' ? undefined : speak(reached, folder, state, on);
}

function speak(socket: Socket, folder: string, state: KeeperState, on: KeeperEvents): KeeperConnection {
  const pending = new Map<number, Pending>();
  let nextId = 1;
  let closed = false;

  readMessages<FromKeeper>(socket, (message) => {
    if ('progress' in message) return on.progress?.(message.progress);
    if ('died' in message) return on.died?.(message.died);
    if ('accepted' in message) {
      const request = pending.get(message.accepted);
      if (request !== undefined) request.accepted = true;
      return;
    }
    const request = pending.get(message.id);
    pending.delete(message.id);
    if (pending.size === 0) socket.unref();
    if ('error' in message) request?.reject(new Error(message.error));
    else request?.resolve(message.answer);
  });
  socket.on('error', () => {}); // its `close` follows
  socket.once('close', () => {
    for (const { accepted, reject } of pending.values()) {
      reject(
        accepted
          ? new Error(`the keeper of the databases ended: see ${keeperLog(folder)}`)
          : new NotAccepted(),
      );
    }
    pending.clear();
    if (!closed) on.lost?.();
    closed = true;
  });
  // A held lease keeps nobody from ending; an open question does.
  socket.unref();

  return {
    state,
    ask<M extends MethodName>(method: M, parameter: Parameter<M>): Promise<Answer<M>> {
      if (closed) return Promise.reject(new NotAccepted());
      socket.ref();
      const id = nextId++;
      return new Promise<Answer<M>>((resolve, reject) => {
        pending.set(id, { accepted: false, resolve: resolve as (answer: unknown) => void, reject });
        writeMessage(socket, { id, method, parameter });
      });
    },
    close() {
      closed = true;
      socket.destroy();
    },
  };
}
