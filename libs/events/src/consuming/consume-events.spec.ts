import { DomainError } from '@killrvideo/core';
import { silentLog, testCall } from '@killrvideo/testing';

import type { OutboxEvent } from '../outbox-event';
import { consumeEvents } from './consume-events';
import { listensTo } from './event-listener';

const text = { decode: (bytes: Uint8Array) => Buffer.from(bytes).toString() };
const event = (aggregate: string, message: string, type = 'Noted'): OutboxEvent => ({
  ...{ type, aggregate, at: 7n },
  message: Buffer.from(message),
});

describe('a batch of events', () => {
  const heard: string[] = [];
  const consume = consumeEvents(
    'test',
    [
      listensTo('Noted', text, async (message) => {
        if (message.startsWith('later')) throw new DomainError('unavailable', 'no database');
        if (message.startsWith('never')) throw new DomainError('invalid-argument', `it says ${message}`);
        if (message === 'broken') throw new TypeError('x is undefined');
        await Promise.resolve();
        heard.push(message);
      }),
    ],
    silentLog,
  );
  const kindsOf = async (events: OutboxEvent[], call = testCall()) =>
    (await consume(events, call)).map(({ kind }) => kind);
  beforeEach(() => void heard.splice(0));

  it('is heard of in the order of each aggregate', async () => {
    const events = [event('a', 'a1'), event('b', 'b1'), event('a', 'a2'), event('b', 'b2')];
    expect(await kindsOf(events)).toEqual(['done', 'done', 'done', 'done']);
    for (const each of ['a', 'b']) {
      expect(heard.filter((message) => message.startsWith(each))).toEqual([`${each}1`, `${each}2`]);
    }
  });

  it('waits behind one that must wait, in its aggregate alone', async () => {
    const events = [event('a', 'later'), event('a', 'a2'), event('b', 'b1')];
    expect(await kindsOf(events)).toEqual(['later', 'later', 'done']);
    expect(heard).toEqual(['b1']);
  });

  it('goes on behind one that is refused, whose reason is told', async () => {
    const events = [event('a', 'never'), event('a', 'broken'), event('a', 'a3')];
    expect(await consume(events, testCall())).toEqual([
      { kind: 'refused', reason: 'it says never' },
      { kind: 'refused', reason: 'x is undefined' },
      { kind: 'done' },
    ]);
  });

  it('waits where nobody listens to its type', async () => {
    expect(await kindsOf([event('a', 'a1', 'Pinned')])).toEqual(['later']);
  });

  it('waits when its time is over', async () => {
    const call = testCall();
    call.end();
    expect(await kindsOf([event('a', 'a1')], call)).toEqual(['later']);
    expect(heard).toEqual([]);
  });

  it('hears the write time of the facts', async () => {
    const times: bigint[] = [];
    const listener = listensTo('Noted', text, async (_, at) => void times.push(at));
    await consumeEvents('test', [listener], silentLog)([event('a', 'a1')], testCall());
    expect(times).toEqual([7n]);
  });
});
