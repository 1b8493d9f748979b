import { DomainError } from '@killrvideo/core';
import { ConsumeRequest, ConsumeResponse, Result } from '@killrvideo/proto/events-v1';
import { testCall } from '@killrvideo/testing';

import { eventConsumerService } from '../consuming/event-consumer-service';
import type { OutboxEvent } from '../outbox-event';
import type { Courier, Outcome } from './courier';
import { grpcCourier, type GroupClient } from './grpc-courier';

const EVENTS: OutboxEvent[] = ['a', 'b', 'c'].map((text, index) => ({
  type: 'killrvideo.notes.events.NotePinned',
  aggregate: text,
  at: 1_700_000_000_000_000n + BigInt(index),
  message: Buffer.from(text),
}));
const signal = new AbortController().signal;

/** The service of a group, called with what the wire makes of requests and answers. */
function reached(consume: (events: readonly OutboxEvent[]) => Promise<Outcome[]>): GroupClient {
  const [method] = eventConsumerService(new Map([['search', consume]])).methods;
  return {
    async consume(request, call) {
      const bytes = Buffer.from(ConsumeRequest.encode(request).finish());
      const answer = await method!.handler(ConsumeRequest.decode(bytes), call);
      return ConsumeResponse.decode(method!.encode(answer));
    },
  };
}

const courierBy = (client: GroupClient): Courier => grpcCourier({ of: () => client, close: () => {} });

describe('the way by gRPC', () => {
  it('brings events as they are, and gives the outcome of each', async () => {
    const outcomes: Outcome[] = [
      { kind: 'done' },
      { kind: 'refused', reason: 'not for us' },
      { kind: 'later' },
    ];
    const brought: OutboxEvent[] = [];
    const client = reached(async (events) => {
      brought.push(...events);
      return outcomes;
    });
    expect(await courierBy(client).deliver('search', EVENTS, signal)).toEqual(outcomes);
    expect(brought).toEqual(EVENTS);
  });

  it('relies on nothing that is not said', async () => {
    const client: GroupClient = {
      consume: async () => ({
        outcomes: [Result.RESULT_UNSPECIFIED, 99 as Result].map((result) => ({ result, reason: '' })),
      }),
    };
    const outcomes = await courierBy(client).deliver('search', EVENTS, signal);
    expect(outcomes).toEqual([{ kind: 'later' }, { kind: 'later' }, { kind: 'later' }]);
  });

  it('fails where the group is not', async () => {
    const delivered = courierBy(reached(async () => [])).deliver('others', EVENTS, signal);
    await expect(delivered).rejects.toThrow('consumer_group names no group of this process');
  });

  it('is called off when nobody waits any more', async () => {
    const calledOff = new AbortController();
    const client: GroupClient = {
      consume: (_, call) =>
        new Promise((_resolve, reject) =>
          call.signal.addEventListener('abort', () => reject(new DomainError('cancelled', 'called off'))),
        ),
    };
    const delivered = courierBy(client).deliver('search', EVENTS, calledOff.signal);
    calledOff.abort();
    await expect(delivered).rejects.toThrow('called off');
  });

  it('refuses an event without a type', async () => {
    const [method] = eventConsumerService(new Map([['search', async () => []]])).methods;
    const request = {
      consumerGroup: 'search',
      events: [{ message: undefined, aggregate: '', writtenAtMicros: 0n }],
    };
    await expect(method!.handler(request, testCall())).rejects.toThrow('without a message and its type_url');
  });

  it('closes the client of a group that is forgotten', () => {
    const closed: string[] = [];
    const clients = { of: () => reached(async () => []), close: (group: string) => void closed.push(group) };
    grpcCourier(clients).forget('search');
    expect(closed).toEqual(['search']);
  });
});
