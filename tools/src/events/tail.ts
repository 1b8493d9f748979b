import { randomUUID } from 'node:crypto';

import { formatAddress, pause } from '@killrvideo/core';
import { registerInstance, type RegisteredInstance } from '@killrvideo/discovery';
import { eventConsumerService, knownTo, passingSubscription, type KnownTo } from '@killrvideo/events';
import { startGrpcServer } from '@killrvideo/grpc';
import { groupService } from '@killrvideo/runtime';

import type { Databases } from './databases';
import { shownEvent } from './shown-event';
import { warnings } from './warnings';

/** Batches at work: each publishing process sends one at a time. */
const MOST_BATCHES = 1000;
const SHOWN_WITHIN_MS = 5000;
const REGISTERED_WITHIN_MS = 5000;
const LOOK_EVERY_MS = 50;
const DRAIN_MS = 500;

/**
 * Shows every event of the types from now on, until `signal` aborts: as a consumer group of its own, which leaves nothing
 * behind. What happened before, and comes since another group lacks it, is not shown.
 */
export async function tail(
  databases: Databases,
  types: readonly string[],
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const { cassandra, keyspace, etcd, listenAddress, advertisedAddress } = databases;
  const group = `tail-${randomUUID().slice(0, 8)}`;
  const begunAt = BigInt(Date.now()) * 1000n;
  let fromBefore = 0;
  const consumer = eventConsumerService(
    new Map([
      [
        group,
        async (events) =>
          events.map((event) => {
            if (event.at >= begunAt) say(shownEvent(event));
            else fromBefore++;
            return { kind: 'done' };
          }),
      ],
    ]),
  );
  const server = await startGrpcServer({
    ...{ address: listenAddress, port: 0, services: [consumer], observe: () => {} },
    ...{ budgetMs: SHOWN_WITHIN_MS, maxConcurrentCalls: MOST_BATCHES },
  });
  server.setServing(consumer.name, true);
  const address = formatAddress({ host: advertisedAddress, port: server.port });
  const registration = registerInstance({
    ...{ etcd, log: warnings },
    registration: {
      ...{ services: [groupService(group)], isInternal: true, address, instance: address, metadata: {} },
    },
  });
  try {
    await registered(registration, signal);
    const subscription = await passingSubscription({ group, types, cassandra, log: warnings });
    try {
      console.error(`${group} at ${address} has subscribed to ${counted(types.length, 'type')} of events …`);
      const known = await knownTo({ group, cassandra, keyspace, signal });
      console.error(listeningTo(known));
      await aborted(signal);
    } finally {
      await subscription.stop();
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await registration.deregister();
    await server.close(DRAIN_MS);
  }
  if (fromBefore > 0) console.error(`not shown, since it was there before: ${counted(fromBefore, 'event')}`);
}

function listeningTo(known: readonly KnownTo[]): string {
  if (known.length === 0)
    return 'listening: no process that runs publishes any of these; one that starts will';
  const services = known.map(
    ({ service, processes }) => `${service} (${counted(processes, 'process', 'processes')})`,
  );
  return `listening to ${services.join(', ')}`;
}

async function registered(registration: RegisteredInstance, signal: AbortSignal): Promise<void> {
  const until = performance.now() + REGISTERED_WITHIN_MS;
  while (!registration.isRegistered()) {
    signal.throwIfAborted();
    if (performance.now() > until)
      throw new Error('etcd does not take the entry by which services find this command');
    await pause(LOOK_EVERY_MS, signal);
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve());
  });
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
