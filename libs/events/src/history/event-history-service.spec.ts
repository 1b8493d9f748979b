import { testCall } from '@killrvideo/testing';

import { eventHistoryService } from './event-history-service';
import type { ToldHistory } from './told-history';

const history: ToldHistory = {
  read: async (position, pageSize) => ({
    events: [{ type: 'a.Noted', aggregate: 'x', at: 7n, message: Buffer.from(`${position} ${pageSize}`) }],
    nextPosition: 'next',
  }),
  lookUp: async (aggregates) =>
    aggregates.map((aggregate) => ({ type: 'a.Noted', aggregate, at: 8n, message: Buffer.of(1) })),
};

const { methods } = eventHistoryService(new Map([['a.Noted', history]]));
const ask = (name: string, request: object) =>
  methods.find((each) => each.name === name)!.handler(request, testCall());
const read = (over: object = {}) =>
  ask('ReadHistory', { type: 'a.Noted', pageSize: 5, position: 'p', ...over });
const lookUp = (over: object = {}) => ask('LookUp', { type: 'a.Noted', aggregates: ['x'], ...over });

describe('the history that a process tells', () => {
  it('is told as events', async () => {
    const [typeUrl, aggregate] = ['type.googleapis.com/a.Noted', 'x'];
    const event = { message: { typeUrl, value: Buffer.from('p 5') }, aggregate, writtenAtMicros: 7n };
    expect(await read()).toEqual({ events: [event], nextPosition: 'next' });
    const found = { message: { typeUrl, value: Buffer.of(1) }, aggregate, writtenAtMicros: 8n };
    expect(await lookUp()).toEqual({ events: [found] });
  });

  it.each([0, -1, 1001])('has no pages of %d', async (pageSize) => {
    await expect(read({ pageSize })).rejects.toThrow('page_size must be from 1 to 1000');
  });

  it('has none of a type that is told elsewhere', async () => {
    for (const asked of [read({ type: 'a.Pinned' }), lookUp({ type: 'a.Pinned' })])
      await expect(asked).rejects.toMatchObject({ kind: 'not-found' });
    for (const asked of [read({ type: '' }), lookUp({ type: ' ' })])
      await expect(asked).rejects.toThrow('type is blank');
  });

  it('is looked up for a hundred at once', async () => {
    await lookUp({ aggregates: Array.from({ length: 100 }, String) });
    await expect(lookUp({ aggregates: Array.from({ length: 101 }, String) })).rejects.toThrow(
      'aggregates has 101 of them, more than 100',
    );
    await expect(lookUp({ aggregates: ['x', ''] })).rejects.toThrow('aggregates[1] is blank');
  });
});
