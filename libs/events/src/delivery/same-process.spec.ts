import type { ConsumeEvents } from '../consuming/consume-events';
import type { Courier, Outcome } from './courier';
import { sameProcessFirst } from './same-process';

const EVENT = { type: 'NotePinned', aggregate: 'kittens', at: 1n, message: Buffer.from('a') };
const says = (reason: string): Outcome[] => [{ kind: 'refused', reason }];

describe('a group of the same process', () => {
  it('is reached directly, and others by their way', async () => {
    const forgotten: string[] = [];
    const courier: Courier = {
      deliver: async (group) => says(`${group}, by the courier`),
      forget: (group) => void forgotten.push(group),
    };
    const consume: ConsumeEvents = async (events) => says(`${events.length} here`);
    const { signal } = new AbortController();
    const own = sameProcessFirst(new Map([['search', consume]]), courier);
    expect(await own.deliver('search', [EVENT], signal)).toEqual(says('1 here'));
    expect(await own.deliver('suggestions', [EVENT], signal)).toEqual(says('suggestions, by the courier'));
    own.forget('suggestions');
    expect(forgotten).toEqual(['suggestions']);
  });
});
