import { concurrently } from '@killrvideo/core';
import { StatisticsServiceService as Statistics } from '@killrvideo/proto/statistics';

import { GIVE_UP_AFTER_MS, mayPass, pauseAfter } from '../services/patient-client';
import { mostFirst } from './most-first';
import { CALLS_AT_ONCE, type Work } from './work';

/**
 * Tops the plays of each video up to their number. A play has no id, so one that failed is not simply repeated: it may
 * have been counted, and the number is read again first.
 */
export async function addPlays(work: Work): Promise<void> {
  const videos = mostFirst(work.plan.videos, ({ plays }) => plays);
  await concurrently(videos, CALLS_AT_ONCE, (video) => topUp(video, work));
}

async function topUp(
  { id, plays: wanted }: { id: string; plays: number },
  { services: { statistics: service }, signal, tell }: Work,
): Promise<void> {
  const videoId = { value: id };
  /** What has been told of, be it made or there. */
  let told = 0;
  let failures = 0;
  let giveUpAt = performance.now() + GIVE_UP_AFTER_MS;
  for (;;) {
    const { stats } = await service.call(Statistics.getNumberOfPlays, { videoIds: [videoId] });
    const counted = Math.min(wanted, Number(stats[0]?.views ?? 0n));
    // After a failure: a play that was counted although its answer was lost.
    if (counted > told) tell(failures === 0 ? 'there' : 'made', counted - told);
    told = Math.max(told, counted);
    try {
      for (let missing = wanted - counted; missing > 0; missing--) {
        await service.callOnce(Statistics.recordPlaybackStarted, { videoId });
        failures = 0;
        giveUpAt = performance.now() + GIVE_UP_AFTER_MS;
        if (told < wanted) tell('made');
        told = Math.min(wanted, told + 1);
      }
      return;
    } catch (error) {
      if (!mayPass(error) || performance.now() > giveUpAt) throw error;
      await pauseAfter(failures++, signal);
    }
  }
}
