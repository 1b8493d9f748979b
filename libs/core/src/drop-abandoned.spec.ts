import { dropAbandoned } from './drop-abandoned';
import { ownCall } from './own-call';

function waitingFor(name: string, ms: number) {
  const dropped: unknown[] = [];
  const call = ownCall(name, performance.now() + ms);
  return { call, dropped, reject: (reason: unknown) => void dropped.push(reason) };
}

describe('work that waits for its turn', () => {
  it('is dropped, with the reason, once its call is over; the rest keeps its order', () => {
    const [first, given, late, last] = [
      waitingFor('first', 60_000),
      waitingFor('given up', 60_000),
      waitingFor('late', 0),
      waitingFor('last', 60_000),
    ];
    given.call.end();
    expect(dropAbandoned([first, given, late, last])).toEqual([first, last]);
    expect(given.dropped).toMatchObject([{ kind: 'cancelled', isNothingBegun: true }]);
    expect(late.dropped).toMatchObject([{ kind: 'deadline-exceeded', isNothingBegun: true }]);
    expect([first, last].map(({ dropped }) => dropped)).toEqual([[], []]);
  });

  it('is left alone while somebody waits for all of it', () => {
    const waiting = [waitingFor('one', 60_000), waitingFor('other', 60_000)];
    expect(dropAbandoned(waiting)).toEqual(waiting);
  });
});
