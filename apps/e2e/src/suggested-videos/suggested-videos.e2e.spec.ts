import { randomUUID } from 'node:crypto';

import {
  SuggestedVideoServiceService as Suggested,
  type SuggestedVideoPreview,
} from '@killrvideo/proto/suggested-videos';
import { VideoCatalogServiceService as Catalog } from '@killrvideo/proto/video-catalog';
import { eventually } from '@killrvideo/testing';
import { status } from '@grpc/grpc-js';
import type { Client } from 'cassandra-driver';

import { idsOf, SUGGESTED_WITHIN_MS, suggestionsOf, type SuggestionsOf } from './suggestions-of';
import { cassandraOf } from '../world/cassandra';
import { killInstance, startInstance } from '../world/instance';
import { ownWord } from '../world/own-word';
import { deploymentsOf } from '../world/world';

/** How either rpc answers. */
interface Answer {
  readonly code: status;
  readonly response?: { readonly videos: SuggestedVideoPreview[]; readonly pagingState: string } | undefined;
}

const id = (value: string) => ({ value });
const users = (howMany: number) => Array.from({ length: howMany }, () => randomUUID());

describe.each(deploymentsOf('suggested-videos'))('SuggestedVideoService of %s', (app) => {
  let of: SuggestionsOf;
  let cassandra: Client;
  beforeAll(async () => {
    of = await suggestionsOf(app);
    cassandra = await cassandraOf();
  });
  afterAll(async () => {
    of.close();
    await cassandra.shutdown();
  });

  /** Each of the users gives five stars to each of the videos. */
  const like = async (userIds: readonly string[], ...videoIds: string[]) => {
    await Promise.all(userIds.flatMap((userId) => videoIds.map((videoId) => of.rate(userId, videoId, 5))));
  };
  const relatedPage = (videoId: string, pageSize = 100, pagingState = '') =>
    of.suggested.call(Suggested.getRelatedVideos, { videoId: id(videoId), pageSize, pagingState });
  const suggestedPage = (userId: string, pageSize = 100, pagingState = '') =>
    of.suggested.call(Suggested.getSuggestedForUser, { userId: id(userId), pageSize, pagingState });
  const previewsOf = async (...videoIds: string[]) =>
    (await of.catalog.ok(Catalog.getVideoPreviews, { videoIds: videoIds.map(id) })).videoPreviews;
  const latest = async (pageSize: number) => {
    const page = { pageSize, startingAddedDate: undefined, startingVideoId: undefined, pagingState: '' };
    return (await of.catalog.ok(Catalog.getLatestVideoPreviews, page)).videoPreviews;
  };
  /** The first `length` videos at least, by pages of one size, each full unless it is the last. */
  const walk = async (
    page: (size: number, state: string) => Promise<Answer>,
    pageSize: number,
    length: number,
  ): Promise<string[]> => {
    const seen: string[] = [];
    let state = '';
    do {
      const { code, response } = await page(pageSize, state);
      expect(code).toBe(status.OK);
      state = response?.pagingState ?? '';
      expect(response?.videos.length === pageSize || state === '').toBe(true);
      seen.push(...idsOf(response?.videos));
    } while (state !== '' && seen.length < length);
    return seen;
  };

  describe('GetRelatedVideos', () => {
    it('gives what the same people like: three stars and more, of who gave this one three and more', async () => {
      const [a = '', b = '', c = '', d = '', e = ''] = await of.submitSome(5);
      const [ada = '', bob = ''] = users(2);
      await of.rateNoted(bob, a, 2);
      await of.rateNoted(bob, d, 5);
      await of.rateNoted(ada, c, 2);
      await of.rateNoted(ada, e, 1);
      await of.rate(ada, a, 3);
      await of.rate(ada, b, 4);
      await of.untilRelated(a, [b]);
      await of.untilRelated(b, [a]);
      for (const none of [c, d, e]) expect(await of.related(none)).toEqual([]);
    });

    it('follows ratings that are changed', async () => {
      const [a = '', b = ''] = await of.submitSome(2);
      const ada = randomUUID();
      await like([ada], a, b);
      for (const [video, stars, related] of [
        [b, 2, []],
        [b, 3, [b]],
        [a, 1, []],
        [a, 4, [b]],
        [b, 5, [b]],
        [b, 1, []],
      ] as const) {
        await of.rate(ada, video, stars);
        await of.untilRelated(a, related);
        await of.untilRelated(b, related.length === 0 ? [] : [a]);
      }
    });

    it('has what more of them like first, and what few others like before what everybody likes', async () => {
      const [often = '', rare = '', once = '', popular = '', a = ''] = await of.submitSome(5);
      // First those that are nobody's neighbours: how many like a neighbour itself is followed within a day only.
      await Promise.all(users(20).map((userId) => of.rateNoted(userId, popular, 5)));
      const fans = users(4);
      await like(fans, a, often);
      await like(fans.slice(0, 2), rare, popular);
      await like(fans.slice(0, 1), once);
      await eventually(async () => {
        const related = await of.related(a);
        expect(related).toHaveLength(4);
        expect(related.slice(0, 2)).toEqual([often, rare]);
        expect(related.indexOf(popular)).toBeGreaterThan(related.indexOf(rare));
        expect(related.indexOf(once)).toBeGreaterThan(related.indexOf(often));
      }, SUGGESTED_WITHIN_MS);
    });

    it('goes on with shared tags, rare ones first, then with shared words, and in each with the newest first', async () => {
      const [rare, common, inName, inText] = [ownWord(), ownWord(), ownWord(), ownWord()];
      const word = await of.submit({ description: `Also ${inName.toUpperCase()}.` });
      const words = await of.submit({ name: `${inText}, ${inName}` });
      const rareTag = await of.submit({ tags: [rare] });
      const older = await of.submit({ tags: [common] });
      const middle = await of.submit({ tags: [common] });
      const newer = await of.submit({ tags: [common, ownWord()] });
      const bothTags = await of.submit({ tags: [rare, common] });
      const [olderLiked = '', newerLiked = ''] = await of.submitSome(2);
      const a = await of.submit({ name: inName, description: inText, tags: [rare, common] });
      await like(users(1), a, olderLiked, newerLiked);
      await of.untilRelated(a, [
        newerLiked,
        olderLiked,
        bothTags,
        rareTag,
        newer,
        middle,
        older,
        words,
        word,
      ]);
    });

    it('has none twice and never the video itself, whatever it is related by', async () => {
      const [tag, word] = [ownWord(), ownWord()];
      const content = { name: word, description: word, tags: [tag, `${tag} ${word}`] };
      const a = await of.submit(content);
      const b = await of.submit(content);
      const c = await of.submit(content);
      await like(users(2), a, b);
      await of.untilRelated(a, [b, c]);
      await of.untilRelated(b, [a, c]);
      expect(await walk((size, state) => relatedPage(a, size, state), 1, 10)).toEqual([b, c]);
    });

    it('finds what shares one tag of very many', async () => {
      const tags = Array.from({ length: 100 }, () => ownWord()).sort();
      const a = await of.submit({ tags });
      const others: string[] = [];
      for (const place of [99, 50, 0]) others.unshift(await of.submit({ tags: [tags[place] ?? ''] }));
      await of.untilRelated(a, others);
    });

    it('finds what shares a word of its name, however much its description says', async () => {
      const [name = '', ...others] = Array.from({ length: 100 }, ownWord).sort().reverse();
      const a = await of.submit({ name, description: others.join(' ') });
      const b = await of.submit({ name });
      await of.untilRelated(a, [b]);
    });

    it('follows what a video becomes, and shows what the catalogue has now', async () => {
      const [before, after] = [ownWord(), ownWord()];
      const [videoId, userId] = [randomUUID(), randomUUID()];
      const a = await of.submit({ tags: [before] });
      await of.submit({ videoId, userId, name: 'Formerly', tags: [before] });
      await of.untilRelated(a, [videoId]);
      expect((await relatedPage(a)).response?.videos).toEqual(await previewsOf(videoId));

      const b = await of.submit({ tags: [after] });
      await of.submit({ videoId, userId, name: 'Now', tags: [after] });
      const shown = (await relatedPage(a)).response?.videos ?? [];
      expect(shown.map(({ name }) => name)).not.toContain('Formerly');
      await of.untilRelated(a, []);
      await of.untilRelated(b, [videoId]);
      const { response } = await relatedPage(b);
      expect(response?.videos).toEqual(await previewsOf(videoId));
      expect(response?.videos).toMatchObject([{ name: 'Now', userId: id(userId) }]);
    });

    it('leaves out what the catalogue does not have any more, and its pages stay full', async () => {
      const tag = ownWord();
      const videoIds: string[] = [];
      for (let n = 0; n < 6; n++) videoIds.unshift(await of.submit({ tags: [tag] }));
      const [a = '', ...others] = videoIds;
      await of.untilRelated(a, others);
      for (const gone of [others[0], others[2]])
        await cassandra.execute('DELETE FROM videos WHERE videoid = ?', [gone], { prepare: true });
      const left = [others[1] ?? '', others[3] ?? '', others[4] ?? ''];
      expect(await of.related(a)).toEqual(left);
      for (const pageSize of [1, 2, 3])
        expect(await walk((size, state) => relatedPage(a, size, state), pageSize, 10)).toEqual(left);
    });

    it('answers OK and nothing for a video that nobody knows, and echoes the id as it was sent', async () => {
      const unknown = randomUUID();
      expect(await relatedPage(unknown)).toMatchObject({
        code: status.OK,
        response: { videoId: id(unknown), videos: [], pagingState: '' },
      });
      const tag = ownWord();
      const [a, b] = [await of.submit({ tags: [tag] }), await of.submit({ tags: [tag] })];
      await of.untilRelated(a, [b]);
      const { response } = await relatedPage(a.toUpperCase());
      expect(response).toMatchObject({ videoId: id(a.toUpperCase()), videos: [{ videoId: id(b) }] });
    });

    it('has pages of every size that make one list, and of 5 where nobody says how many', async () => {
      const [tag, word] = [ownWord(), ownWord()];
      const videoIds: string[] = [];
      for (let n = 0; n < 3; n++) videoIds.unshift(await of.submit({ name: `${word} ${ownWord()}` }));
      for (let n = 0; n < 3; n++) videoIds.unshift(await of.submit({ tags: [tag] }));
      const a = await of.submit({ name: word, tags: [tag] });
      const [c, b] = [await of.submit(), await of.submit()];
      const fans = users(3);
      await like(fans, a, b);
      await like(fans.slice(1), c);
      const all = [b, c, ...videoIds];
      await of.untilRelated(a, all);
      for (const pageSize of [1, 2, 3, 4, 5, 6, 7, 8, 9]) {
        const seen = await walk((size, state) => relatedPage(a, size, state), pageSize, 100);
        expect([pageSize, seen]).toEqual([pageSize, all]);
      }
      const { response } = await relatedPage(a, 2);
      const rest = await relatedPage(a, 2_147_483_647, response?.pagingState);
      expect(idsOf(rest.response?.videos)).toEqual(all.slice(2));
      expect(rest.response?.pagingState).toBe('');
      expect((await relatedPage(a, all.length)).response?.pagingState).toBe('');
      for (const pageSize of [0, -1, -2_147_483_648]) {
        const seen = await walk((_, state) => relatedPage(a, pageSize, state), 5, 100);
        expect([pageSize, seen]).toEqual([pageSize, all]);
      }
    });

    it('names what is wrong with a request', async () => {
      const a = await of.submit();
      const paging = 'paging_state is not one that this list gave: begin with an empty one';
      for (const [videoId, state, details] of [
        [undefined, '', 'video_id is missing'],
        [id(''), '', 'video_id is missing'],
        [id('kitten'), '', 'video_id is not a UUID of 36 characters'],
        [id(a), 'garbage', paging],
        [id(randomUUID()), 'garbage', paging],
      ] as const) {
        const request = { videoId, pageSize: 5, pagingState: state };
        expect(await of.suggested.call(Suggested.getRelatedVideos, request)).toMatchObject({
          ...{ code: status.INVALID_ARGUMENT, details },
        });
      }
    });
  });

  describe('GetSuggestedForUser', () => {
    it('gives what those like who like the same, and nothing that the user has rated or added', async () => {
      const ada = randomUUID();
      const own = await of.submit({ userId: ada });
      const [liked = '', disliked = '', twice = '', once = '', newest = ''] = await of.submitSome(5);
      const [bob = '', eve = ''] = users(2);
      await like([bob, eve], own, liked, disliked, twice);
      await like([eve], once);
      await of.rateNoted(ada, disliked, 1);
      await of.rateNoted(ada, liked, 5);
      await of.untilSuggestedFor(ada, [twice, once, newest]);
      const all = await of.suggestedFor(ada, 1000);
      for (const none of [own, liked, disliked]) expect(all).not.toContain(none);
      expect(new Set(all).size).toBe(all.length);

      await of.rateNoted(ada, twice, 2);
      await of.untilSuggestedFor(ada, [once, newest]);
    });

    it('follows ratings that are changed', async () => {
      const [a = '', b = '', c = '', d = '', newest = ''] = await of.submitSome(5);
      const [ada = '', bob = '', eve = ''] = users(3);
      await like([bob], a, b);
      await like([eve], c, d);
      await of.rate(ada, a, 4);
      await of.untilSuggestedFor(ada, [b, newest]);
      await of.rate(ada, c, 4);
      await of.rate(ada, a, 2);
      await of.untilSuggestedFor(ada, [d, newest]);
      await of.rate(eve, d, 2);
      await of.untilSuggestedFor(ada, [newest, d, b]);
    });

    it('goes on with videos like those that the user likes, then with the latest', async () => {
      const [rare, common, word] = [ownWord(), ownWord(), ownWord()];
      const shareWord = await of.submit({ description: word });
      const shareRare = await of.submit({ tags: [rare] });
      const older = await of.submit({ tags: [common] });
      const newer = await of.submit({ tags: [common] });
      const liked = await of.submit({ name: word, tags: [rare, common] });
      await of.submitSome(1);
      const ada = randomUUID();
      const others = (await of.suggestedFor(randomUUID(), 30)).filter(
        (videoId) => ![liked, shareRare, newer, older, shareWord].includes(videoId),
      );
      await of.rate(ada, liked, 3);
      await of.untilSuggestedFor(ada, [shareRare, newer, older, shareWord, ...others]);
    });

    it('gives the latest, as the catalogue has them, to who is not known', async () => {
      await of.submitSome(3);
      const somebody = randomUUID().toUpperCase();
      expect(await suggestedPage(somebody, 20)).toMatchObject({
        code: status.OK,
        response: { userId: id(somebody), videos: await latest(20), pagingState: expect.any(String) },
      });
      expect((await suggestedPage(somebody, 0)).response?.videos).toEqual(await latest(5));
    });

    it('leaves out what somebody added who has no ratings', async () => {
      const ada = randomUUID();
      const [others = ''] = await of.submitSome(1);
      const own = await of.submit({ userId: ada });
      const all = await of.suggestedFor(ada);
      expect(all[0]).toBe(others);
      expect(all).not.toContain(own);
    });

    it('shows what the catalogue has now', async () => {
      const [a = '', b = ''] = await of.submitSome(2);
      const [ada = '', bob = '', owner = ''] = users(3);
      const videoId = await of.submit({ userId: owner, name: 'Formerly' });
      const [newest = ''] = await of.submitSome(1);
      await like([bob], a, b, videoId);
      await of.rate(ada, a, 5);
      await of.untilSuggestedFor(ada, [videoId, b, newest]);
      await of.submit({ videoId, userId: owner, name: 'Now' });
      expect((await suggestedPage(ada, 2)).response?.videos).toEqual(await previewsOf(videoId, b));
    });

    it('has pages of every size that make one list, through all that it falls back to', async () => {
      const [tag, word] = [ownWord(), ownWord()];
      const [ada = '', bob = ''] = users(2);
      await of.submitSome(3);
      for (let n = 0; n < 2; n++) await of.submit({ name: word, userId: n === 0 ? ada : bob });
      for (let n = 0; n < 3; n++) await of.submit({ tags: [tag] });
      const [b = '', c = ''] = await of.submitSome(2);
      const a = await of.submit({ name: word, tags: [tag] });
      await like([bob], a, b, c);
      await of.rate(ada, a, 5);
      await of.untilSuggestedFor(ada, [c, b]);
      const all = await of.suggestedFor(ada, 20);
      for (const pageSize of [1, 2, 3, 7, 20]) {
        const seen = await walk((size, state) => suggestedPage(ada, size, state), pageSize, 20);
        expect([pageSize, seen.slice(0, 20)]).toEqual([pageSize, all]);
      }
      for (const pageSize of [0, -1])
        expect((await suggestedPage(ada, pageSize)).response?.videos).toHaveLength(5);
      const { response } = await suggestedPage(ada, 3);
      const next = await suggestedPage(ada, 6, response?.pagingState);
      expect(idsOf(next.response?.videos)).toEqual(all.slice(3, 9));
    });

    it('comes to an end', async () => {
      const somebody = randomUUID();
      const all = await walk((size, state) => suggestedPage(somebody, size, state), 1000, 1_000_000);
      expect(new Set(all).size).toBe(all.length);
    });

    it('names what is wrong with a request', async () => {
      const paging = 'paging_state is not one that this list gave: begin with an empty one';
      for (const [userId, state, details] of [
        [undefined, '', 'user_id is missing'],
        [id('kitten'), '', 'user_id is not a UUID of 36 characters'],
        [id(randomUUID()), 'garbage', paging],
      ] as const) {
        const request = { userId, pageSize: 5, pagingState: state };
        expect(await of.suggested.call(Suggested.getSuggestedForUser, request)).toMatchObject({
          ...{ code: status.INVALID_ARGUMENT, details },
        });
      }
    });
  });

  it('takes a paging state for the list that gave it, and for no other', async () => {
    const tag = ownWord();
    const a = await of.submit({ tags: [tag] });
    for (let n = 0; n < 3; n++) await of.submit({ tags: [tag] });
    await eventually(async () => expect(await of.related(a)).toHaveLength(3), SUGGESTED_WITHIN_MS);
    const states = [await relatedPage(a, 1), await suggestedPage(a, 1)].map(
      ({ response }) => response?.pagingState ?? '',
    );
    for (const state of states) expect(state).toMatch(/^[\x21-\x7e]{1,2048}$/);
    const [ofVideo = '', ofUser = ''] = states;
    expect((await relatedPage(a.toUpperCase(), 5, ofVideo)).response?.videos).toHaveLength(2);
    const altered = (state: string) =>
      [...new Array(state.length).keys()].map(
        (at) => state.slice(0, at) + (state[at] === 'A' ? 'B' : 'A') + state.slice(at + 1),
      );
    const refused = [
      relatedPage(a, 1, ofUser),
      suggestedPage(a, 1, ofVideo),
      relatedPage(randomUUID(), 1, ofVideo),
      suggestedPage(randomUUID(), 1, ofUser),
      ...altered(ofVideo).map((state) => relatedPage(a, 1, state)),
      ...altered(ofUser).map((state) => suggestedPage(a, 1, state)),
    ];
    for (const { code } of await Promise.all(refused)) expect(code).toBe(status.INVALID_ARGUMENT);
  });
});

describe('SuggestedVideoService while the catalogue is away', () => {
  it('answers UNAVAILABLE', async () => {
    const { caller, process } = await startInstance('suggested-videos', {
      KILLRVIDEO_VIDEO_CATALOG_SERVICE_ADDRESSES: '127.0.0.1:1',
    });
    const page = { pageSize: 5, pagingState: '' };
    const answers = await Promise.all([
      caller.call(Suggested.getRelatedVideos, { videoId: id(randomUUID()), ...page }),
      caller.call(Suggested.getSuggestedForUser, { userId: id(randomUUID()), ...page }),
    ]);
    await killInstance({ caller, process });
    for (const { code } of answers) expect(code).toBe(status.UNAVAILABLE);
  });
});
