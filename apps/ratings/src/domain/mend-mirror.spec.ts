import { DomainError } from '@killrvideo/core';
import { testCall } from '@killrvideo/testing';

import { mendMirror, SETTLED_AFTER_MS } from './mend-mirror';
import type { KeptSum } from './mirror-audit';
import type { ChangeOutcome } from './rating-store';
import type { RatingSum } from './rating-sum';

const sum = (count: number, total: number) => ({ count: BigInt(count), total: BigInt(total) });
const LONG_AGO = Date.now() - SETTLED_AFTER_MS - 1;

/** One video: its kept sum, its counters, and what happens while the repair looks. */
function video(kept: RatingSum | undefined, mirrored: RatingSum, changedAt = LONG_AGO) {
  const state = {
    kept: kept && ({ ...kept, changedAt } as KeptSum),
    rows: sum(2, 7),
    added: [] as RatingSum[],
    changes: 0,
    whenCountersAreRead: () => {},
    add: () => Promise.resolve(),
    change: (): Promise<ChangeOutcome> => Promise.resolve({ applied: true }),
  };
  const audit = {
    keptSum: async () => state.kept,
    async mirrored() {
      state.whenCountersAreRead();
      return mirrored;
    },
    startingPoint: async () => ({ sum: state.rows, mirrored }),
    async change() {
      state.changes++;
      return state.change();
    },
    async add(_: string, difference: RatingSum) {
      state.added.push(difference);
      await state.add();
    },
  };
  const look = (dryRun = false) => mendMirror(audit, { dryRun })('video', (ms) => testCall(ms));
  return { state, look };
}

describe('a look at the counters of a video', () => {
  it('leaves them when they are right', async () => {
    const { state, look } = video(sum(3, 9), sum(3, 9));
    expect(await look()).toBe('right');
    expect(state.added).toEqual([]);
  });

  it('adds what they lack, or takes away what they have too much', async () => {
    const { state, look } = video(sum(3, 9), sum(5, 8));
    expect(await look()).toBe('mended');
    expect(state.added).toEqual([sum(-2, 1)]);
  });

  it('does nothing in a dry run', async () => {
    const { state, look } = video(sum(3, 9), sum(5, 8));
    expect(await look(true)).toBe('wrong');
    expect(state.added).toEqual([]);
  });

  it('waits when the video was rated a moment ago: its difference may be under way', async () => {
    const { state, look } = video(sum(3, 9), sum(2, 4), Date.now());
    expect(await look()).toBe('moving');
    expect(state.added).toEqual([]);
  });

  it('waits when the video is rated while it looks', async () => {
    const { state, look } = video(sum(3, 9), sum(5, 8));
    state.whenCountersAreRead = () => (state.kept = { ...sum(3, 9), changedAt: Date.now() });
    expect(await look()).toBe('moving');
    expect(state.added).toEqual([]);
  });

  it('waits when the table is emptied while it looks', async () => {
    const { state, look } = video(sum(3, 9), sum(5, 8));
    state.whenCountersAreRead = () => (state.kept = undefined);
    expect(await look()).toBe('moving');
  });

  it('says when it is not known whether they were mended', async () => {
    const { state, look } = video(sum(3, 9), sum(5, 8));
    state.add = () => Promise.reject(new DomainError('unavailable', 'no answer'));
    expect(await look()).toBe('unknown');
  });

  describe('that only other backends rated', () => {
    it('leaves the video to them while its counters are right', async () => {
      const { state, look } = video(undefined, sum(2, 7));
      expect(await look()).toBe('right');
      expect(state.changes).toBe(0);
    });

    it('keeps its sum and mends its counters', async () => {
      const { state, look } = video(undefined, sum(4, 12));
      expect(await look()).toBe('mended');
      expect(state.added).toEqual([sum(-2, -5)]);
    });

    it('mends nothing when the service has kept the sum meanwhile: it mends the counters itself', async () => {
      const { state, look } = video(undefined, sum(4, 12));
      state.change = () =>
        Promise.resolve({ applied: false, standing: { sum: sum(3, 9), given: new Map() } });
      expect(await look()).toBe('moving');
      expect(state.added).toEqual([]);
    });

    it('waits when it is not known whether the sum was kept', async () => {
      const { state, look } = video(undefined, sum(4, 12));
      state.change = () => Promise.reject(new DomainError('unavailable', 'no answer'));
      expect(await look()).toBe('moving');
      expect(state.added).toEqual([]);
    });
  });
});
