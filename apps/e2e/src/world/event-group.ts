import { randomUUID } from 'node:crypto';

import {
  EventConsumerService,
  Result,
  type ConsumeRequest,
  type ConsumeResponse,
  type Event,
  type Outcome,
} from '@killrvideo/proto/events-v1';
import { Server, ServerCredentials, type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';
import type { Client } from 'cassandra-driver';
import { Etcd3, type Lease } from 'etcd3';

import { world } from './world';

/** A consumer group that knows nothing of ours but what is written down: the proto, a row and an entry. */
export interface EventGroup {
  readonly name: string;
  /** Each event each time it came, in the order of their coming. */
  readonly heard: Event[];
  /** What is said of each; `done` at first. */
  answer: (event: Event) => Outcome;
  /** Listens, and says where in etcd. */
  appear(): Promise<void>;
  /** Is gone at once, from etcd, too; it stays subscribed. */
  vanish(): Promise<void>;
  /** Ends the subscription as well. */
  end(): Promise<void>;
}

export const DONE: Outcome = { result: Result.RESULT_DONE, reason: '' };

/** Subscribes a group of a new name to a type of events, and lets it appear. */
export async function eventGroup(cassandra: Client, type: string): Promise<EventGroup> {
  const name = `e2e-${randomUUID()}`;
  const etcd = new Etcd3({ hosts: world.etcd, grpcOptions: { 'grpc.enable_http_proxy': 0 } });
  let server: Server | undefined;
  let lease: Lease | undefined;

  const group: EventGroup = {
    name,
    heard: [],
    answer: () => DONE,
    async appear() {
      server = new Server();
      server.addService(EventConsumerService, {
        consume(
          { request }: ServerUnaryCall<ConsumeRequest, ConsumeResponse>,
          reply: sendUnaryData<ConsumeResponse>,
        ) {
          group.heard.push(...request.events);
          reply(null, { outcomes: request.events.map((event) => group.answer(event)) });
        },
      });
      const port = await listenOn(server);
      const address = `127.0.0.1:${port}`;
      const entry = `killrvideo/endpoints/EventConsumer.${name}/${address}`;
      lease = etcd.lease(10);
      await lease.put(entry).value(JSON.stringify({ Op: 0, Addr: address }));
    },
    async vanish() {
      server?.forceShutdown();
      await lease?.revoke();
      lease = undefined;
    },
    async end() {
      await cassandra.execute(
        'DELETE FROM event_subscriptions WHERE event = ? AND consumer_group = ?',
        [type, name],
        { prepare: true },
      );
      await group.vanish();
      etcd.close();
    },
  };
  await cassandra.execute(
    'INSERT INTO event_subscriptions (event, consumer_group, since) VALUES (?, ?, toTimestamp(now()))',
    [type, name],
    { prepare: true },
  );
  await group.appear();
  return group;
}

function listenOn(server: Server): Promise<number> {
  return new Promise((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    ),
  );
}
