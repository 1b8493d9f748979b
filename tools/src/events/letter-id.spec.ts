import { dayInId, letterId } from './letter-id';

const EVENT = {
  ...{ type: 'killrvideo.notes.events.NotePinned', aggregate: 'kittens' },
  at: BigInt(Date.UTC(2026, 10, 28, 23, 59)) * 1000n,
};

describe('the id of a dead letter', () => {
  it('is always the same, and tells the day', () => {
    expect(letterId(EVENT)).toBe('20261128-1543fc1194');
    expect(dayInId(letterId(EVENT))).toBe('2026-11-28');
  });

  it('is another one for another event', () => {
    const others = [{ at: EVENT.at + 1n }, { type: 'NotePinned' }, { aggregate: 'puppies' }];
    const ids = [EVENT, ...others.map((other) => ({ ...EVENT, ...other }))].map(letterId);
    expect(new Set(ids).size).toBe(4);
  });

  it('is nothing else', () => {
    for (const text of ['', '20261128', '20261128-0123', 'x20261128-0123456789', '2026-11-28'])
      expect(dayInId(text)).toBeUndefined();
  });
});
