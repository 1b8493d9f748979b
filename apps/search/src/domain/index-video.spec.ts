import { randomUUID } from 'node:crypto';

import { seeded, testCall } from '@killrvideo/testing';

import { indexInMemory } from './index-in-memory.testing';
import { indexVideo, type IndexVideo } from './index-video';
import type { IndexStore } from './index-store';

const WORDS = ['kitten', 'puppy', 'parrot', 'iguana', 'hamster'];
const T0 = 1_760_000_000_000_000n;

const command = (over: Partial<IndexVideo> = {}): IndexVideo => ({
  ...{ videoId: randomUUID(), userId: randomUUID(), addedDate: { seconds: 1n, nanos: 0 } },
  ...{ name: 'kitten', description: '', tags: [], previewImageLocation: '' },
  ...over,
});

/** All that stands of those words, and which versions of the video. */
async function standing(index: IndexStore, videoId: string): Promise<unknown> {
  const call = testCall();
  return {
    postings: await Promise.all(WORDS.map((word) => index.postings(word, 100, call))),
    versions: await index.versions(videoId, call),
  };
}

describe('a video in the index', () => {
  it.each(Array.from({ length: 100 }, (_, at) => at))(
    'is what its newest version is, in whatever order and however often they come, at once (%d)',
    async (seed) => {
      const random = seeded(`versions ${seed}`);
      const turns = () => Math.floor(random.uniform() * 5);
      const index = indexInMemory(async () => {
        for (let turn = turns(); turn > 0; turn--) await Promise.resolve();
      });
      const videoId = randomUUID();
      const some = () => WORDS.filter(() => random.uniform() < 0.4);
      const versions = [1n, 2n, 3n, 4n].map((at) => ({
        at: T0 + (at === 4n ? 4n : at * 1000n),
        video: command({
          ...{ videoId, name: some().join(' '), tags: some(), description: some().join(' ') },
          // Of an id that was used again the date is another one.
          addedDate: { seconds: random.uniform() < 0.3 ? 2n : 1n, nanos: 0 },
        }),
      }));
      const newest = versions.reduce((a, b) => (a.at > b.at ? a : b));
      const events = [...versions, ...versions]
        .map((version) => ({ version, place: random.uniform() }))
        .sort((a, b) => a.place - b.place);
      await Promise.all(
        events.map(async ({ version: { video, at } }, place) => {
          for (let turn = place * turns(); turn > 0; turn--) await Promise.resolve();
          await indexVideo(index)(video, at, testCall());
        }),
      );

      const alone = indexInMemory();
      await indexVideo(alone)(newest.video, newest.at, testCall());
      expect(await standing(index, videoId)).toEqual(await standing(alone, videoId));
    },
  );

  it.each([
    [{ videoId: undefined }, 'video_id is missing'],
    [{ userId: 'somebody' }, 'user_id is not a UUID'],
    [{ addedDate: undefined }, 'added_date is missing'],
  ])('needs what it is shown by: %j', async (over, problem) => {
    const index = indexInMemory();
    await expect(indexVideo(index)(command(over), T0, testCall())).rejects.toThrow(problem);
    expect(await index.postings('kitten', 10, testCall())).toEqual([]);
  });
});
