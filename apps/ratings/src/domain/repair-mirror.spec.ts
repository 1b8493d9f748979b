import { silentLog, testCall } from '@killrvideo/testing';

import { SETTLED_AFTER_MS } from './mend-mirror';
import type { MirrorAudit } from './mirror-audit';
import { mirrorAuditInMemory } from './mirror-audit-in-memory.testing';
import { repairMirror } from './repair-mirror';

const LONG_AGO = Date.now() - SETTLED_AFTER_MS - 1;
const one = { count: 1n, total: 5n };
const two = { count: 2n, total: 9n };

/** Videos by name: `wrong…` lack a rating in their counters, `busy…` are rated all the time, `soon…` until the first pause. */
function tables(videoIds: readonly string[], videosAPage = 2) {
  const paused: number[] = [];
  const mended: string[] = [];
  let looking = 0;
  let mostAtOnce = 0;
  const memory = mirrorAuditInMemory({ videosAPage });
  for (const videoId of videoIds) {
    const video = memory.video(videoId);
    video.sum = two;
    video.mirrored = videoId.startsWith('right') ? two : one;
  }
  const isMoving = (videoId: string) =>
    videoId.startsWith('busy') || (videoId.startsWith('soon') && paused.length === 0);
  const audit: MirrorAudit = {
    ...memory,
    async keptSum(videoId, call) {
      mostAtOnce = Math.max(mostAtOnce, ++looking);
      const kept = await memory.keptSum(videoId, call);
      looking--;
      return kept && { ...kept, changedAt: isMoving(videoId) ? Date.now() : LONG_AGO };
    },
    async add(videoId, difference, call) {
      mended.push(videoId);
      await memory.add(videoId, difference, call);
    },
  };
  const run = (dryRun = false, log = silentLog) =>
    repairMirror(audit, {
      dryRun,
      log,
      callWithin: (ms) => testCall(ms),
      pause: async (ms) => void paused.push(ms),
    });
  return { run, mended, paused, mostAtOnce: () => mostAtOnce };
}

describe('the repair', () => {
  it('looks at every video of every page, and mends those that need it', async () => {
    const { run, mended, paused } = tables(['right 1', 'wrong 1', 'wrong 2', 'right 2']);
    expect(await run()).toEqual({ lookedAt: 4, neededIt: 2, mended: 2, moving: 0 });
    expect(mended).toEqual(['wrong 1', 'wrong 2']);
    expect(paused).toEqual([]);
    expect(await run()).toEqual({ lookedAt: 4, neededIt: 0, mended: 0, moving: 0 });
  });

  it('only counts them in a dry run', async () => {
    const { run, mended } = tables(['right 1', 'wrong 1']);
    expect(await run(true)).toEqual({ lookedAt: 2, neededIt: 1, mended: 0, moving: 0 });
    expect(mended).toEqual([]);
  });

  it('looks again at what was rated a moment ago, and gives up what never stands still', async () => {
    const { run, mended, paused } = tables(['soon 1', 'busy 1', 'right 1']);
    expect(await run()).toEqual({ lookedAt: 3, neededIt: 1, mended: 1, moving: 1 });
    expect(mended).toEqual(['soon 1']);
    expect(paused).toEqual([SETTLED_AFTER_MS, SETTLED_AFTER_MS]);
  });

  it('looks at 16 at once at most', async () => {
    const { run, mostAtOnce } = tables(
      Array.from({ length: 100 }, (_, index) => `right ${index}`),
      100,
    );
    await run();
    expect(mostAtOnce()).toBe(16);
  });

  it('ends with the first error', async () => {
    const { run } = tables(['right 1']);
    await expect(run()).resolves.toBeDefined();
    const failing = repairMirror(
      {
        videos: async function* () {
          yield { videoIds: ['a'], share: 1 };
        },
        keptSum: () => Promise.reject(new Error('broken')),
      } as unknown as MirrorAudit,
      { dryRun: false, log: silentLog, callWithin: (ms) => testCall(ms), pause: async () => {} },
    );
    await expect(failing).rejects.toThrow('broken');
  });
});
