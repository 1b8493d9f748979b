import { DomainError, type CallContext } from '@killrvideo/core';
import { silentLog } from '@killrvideo/testing';

import { followByMirror, MIRROR_WITHIN_MS } from './follow-by-mirror';
import type { RatingSum } from './rating-sum';

const sum = (count: number, total: number) => ({ count: BigInt(count), total: BigInt(total) });
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A mirror whose updates end when the test says so. */
function heldMirror() {
  const updates: { videoId: string; added: RatingSum; call: CallContext; end: (error?: Error) => void }[] =
    [];
  const warn = jest.fn();
  const mirror = {
    add: (videoId: string, added: RatingSum, call: CallContext) =>
      new Promise<void>((resolve, reject) => {
        const end = (error?: Error) => (error === undefined ? resolve() : reject(error));
        updates.push({ videoId, added, call, end });
      }),
  };
  return { updates, warn, follower: followByMirror(mirror, { ...silentLog, warn }) };
}

describe('the mirror', () => {
  it('follows at once, and never for nothing', () => {
    const { updates, follower } = heldMirror();
    follower.follow('video', sum(0, 0), 0);
    follower.follow('video', sum(2, 7), 1000);
    expect(updates).toMatchObject([{ videoId: 'video', added: sum(2, 7) }]);
    expect(updates[0]?.call.deadline).toBe(1000 + MIRROR_WITHIN_MS);
  });

  it('adds what a video gains while all are busy in one update, within the time of the earliest', async () => {
    const { updates, follower } = heldMirror();
    for (let busy = 0; busy < 32; busy++) follower.follow(`busy ${busy}`, sum(1, 1), 0);
    follower.follow('video', sum(1, 5), 1000);
    follower.follow('video', sum(0, -3), 2000);
    follower.follow('back and forth', sum(0, 3), 0);
    follower.follow('back and forth', sum(0, -3), 0);
    expect(updates).toHaveLength(32);
    updates[0]?.end();
    await settle();
    expect(updates.slice(32)).toMatchObject([{ videoId: 'video', added: sum(1, 2) }]);
    expect(updates[32]?.call.deadline).toBe(1000 + MIRROR_WITHIN_MS);
    updates[32]?.end();
    await settle();
    expect(updates).toHaveLength(33);
  });

  it('says what failed, does not repeat it, and goes on', async () => {
    const { updates, warn, follower } = heldMirror();
    follower.follow('video', sum(1, 5), performance.now());
    updates[0]?.end(new DomainError('unavailable', 'no answer'));
    await settle();
    expect(warn).toHaveBeenCalledWith(expect.objectContaining({ videoId: 'video' }), expect.any(String));
    expect(updates[0]?.call.over).toBe('cancelled'); // nothing goes on for an update that has ended
    follower.follow('video', sum(1, 2), 0);
    expect(updates.map(({ added }) => added)).toEqual([sum(1, 5), sum(1, 2)]);
  });

  it('leaves to the repair what is too much to wait', () => {
    const { updates, warn, follower } = heldMirror();
    for (let video = 0; video < 10_032; video++) follower.follow(`video ${video}`, sum(1, 1), 0);
    expect(warn).not.toHaveBeenCalled();
    follower.follow('one more', sum(1, 1), 0);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(updates).toHaveLength(32);
  });

  it('is flushed when the last update has ended, or after 2 s', async () => {
    const { updates, follower } = heldMirror();
    await follower.flush();
    follower.follow('video', sum(1, 5), 0);
    let flushed = false;
    const flush = follower.flush().then(() => (flushed = true));
    await settle();
    expect(flushed).toBe(false);
    updates[0]?.end();
    await flush;

    jest.useFakeTimers();
    follower.follow('slow', sum(1, 5), 0);
    const late = follower.flush();
    await jest.advanceTimersByTimeAsync(2000);
    await late;
    jest.useRealTimers();
  });
});
