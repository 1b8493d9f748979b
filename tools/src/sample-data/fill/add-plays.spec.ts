import { CallFailed } from '@killrvideo/grpc-client';
import { Metadata, status } from '@grpc/grpc-js';

import type { PlannedVideo } from '../plan/plan';
import { perService } from '../services/needed-services';
import type { PatientClient } from '../services/patient-client';
import { addPlays } from './add-plays';
import type { Work } from './work';

/** Counts plays of one video; `outcomes` says of its first plays whether they are counted and whether that is told. */
function counter(views: number, outcomes: readonly ('lost' | 'counted, answer lost')[] = []) {
  const waiting = [...outcomes];
  const told = { made: 0, there: 0 };
  let attempts = 0;
  const client: PatientClient = {
    connected: () => Promise.resolve(),
    call: async () => ({ stats: [{ videoId: undefined, views: BigInt(views) }] }) as never,
    async callOnce() {
      attempts++;
      const outcome = waiting.shift();
      if (outcome !== 'lost') views++;
      if (outcome !== undefined) {
        throw new CallFailed('/RecordPlaybackStarted', {
          ...{ code: status.UNAVAILABLE, details: outcome, trailer: new Metadata() },
        });
      }
      return {} as never;
    },
    close: () => {},
  };
  const run = async (plays: number) => {
    const work: Work = {
      plan: { seed: 1, users: [], videos: [{ id: 'video', plays } as PlannedVideo] },
      services: perService(() => client),
      signal: new AbortController().signal,
      tell: (what, count = 1) => void (told[what] += count),
    };
    await addPlays(work);
    return { views, attempts, told };
  };
  return run;
}

describe('plays', () => {
  it.each([
    ['from nothing', 0, 5, { made: 5, there: 0 }],
    ['from some', 3, 2, { made: 2, there: 3 }],
    ['not, when they are there', 5, 0, { made: 0, there: 5 }],
    ['not, when there are more', 9, 0, { made: 0, there: 5 }],
  ])('are topped up %s', async (_, views, attempts, told) => {
    expect(await counter(views)(5)).toEqual({ views: Math.max(5, views), attempts, told });
  });

  it('are exact though attempts and answers are lost', async () => {
    const result = await counter(1, ['lost', 'counted, answer lost', 'counted, answer lost', 'lost'])(6);
    expect(result).toEqual({ views: 6, attempts: 7, told: { made: 5, there: 1 } });
  });

  it('are not repeated when the last one was counted and its answer lost', async () => {
    expect(await counter(0, ['counted, answer lost'])(1)).toEqual({
      views: 1,
      attempts: 1,
      told: { made: 1, there: 0 },
    });
  });
});
