import { randomUUID } from 'node:crypto';

import { testCall } from '@killrvideo/testing';

import { randomTurns, suggestions } from './suggestions.testing';

const call = testCall();
const MS = 1_760_000_000_000n;

describe('videos that are noted', () => {
  it('are refused when they say nothing', async () => {
    const { facts } = suggestions();
    const nothing = { videoId: 'x', name: '', description: '', tags: [], addedDate: undefined };
    await expect(facts.noteVideo(nothing, 1n, call)).rejects.toMatchObject({
      kind: 'invalid-argument',
      message: 'video_id is not a UUID of 36 characters; added_date is missing',
    });
  });

  it.each(Array.from({ length: 30 }, (_, seed) => seed))(
    'end in what the latest version is about, and in its ratings, in whatever order all of it comes (seed %i)',
    async (seed) => {
      const { facts, rate, content, likes } = suggestions(randomTurns(seed));
      const [videoId, before, after] = [randomUUID(), randomUUID(), randomUUID()];
      const note = (version: bigint, tag: string, word: string) =>
        facts.noteVideo(
          {
            ...{ videoId, name: word, description: 'both', tags: [tag, 'always'] },
            addedDate: { seconds: (MS + version * 10_000n) / 1000n, nanos: 0 },
          },
          (MS + version * 10_000n) * 1000n,
          call,
        );
      const works = [
        () => note(1n, 'first', 'one'),
        () => note(2n, 'second', 'two'),
        () => note(3n, 'third', 'three'),
        () => rate(before, videoId, 5, (MS + 20_500n) * 1000n),
        () => rate(after, videoId, 4, (MS + 30_500n) * 1000n),
      ];
      const turned = works.map((_, n) => works[(n * 2 + seed) % works.length]!);
      await Promise.all((seed % 2 ? [...turned, ...works] : turned).map((work) => work()));

      const addedDate = MS + 30_000n;
      const [only, ...more] = await content.versions(videoId, call);
      expect(more).toEqual([]);
      expect(only).toMatchObject({ addedDate, tags: ['=third', '=always'] });
      const idsOf = async (term: string) => content.withTerm(term, 10, call);
      for (const term of ['=third', '=always', 'three', 'both', 'always']) {
        expect(await idsOf(term)).toEqual([{ videoId, addedDate }]);
      }
      for (const term of ['=first', '=second', 'one', 'two']) expect(await idsOf(term)).toEqual([]);
      const likers = await likes.likers(videoId, undefined, 10, call);
      expect(likers.map(({ userId }) => userId)).toEqual([after]);
      expect((await likes.newest([before], 10, call)).get(before)).toEqual([]);
      expect(await likes.counts([videoId], call)).toEqual(new Map([[videoId, 1]]));
    },
  );
});
