import { randomUUID } from 'node:crypto';

import { testCall } from '@killrvideo/testing';

import { suggestions } from './suggestions.testing';

const users = (count: number): string[] => Array.from({ length: count }, () => randomUUID());

describe('related videos', () => {
  it('are what the same people like, from the first ratings on, and never the video itself', async () => {
    const { add, likeAll, rate, related } = suggestions();
    const [video, liked, disliked] = [await add(), await add(), await add()];
    const [one, other] = users(2);
    await likeAll(one!, video, liked);
    await rate(one!, disliked, 2);
    await rate(other!, disliked, 5);
    expect(await related(video)).toEqual([liked]);
    expect(await related(liked)).toEqual([video]);
  });

  it('change with every rating', async () => {
    const { add, likeAll, rate, related } = suggestions();
    const [video, first, second] = [await add(), await add(), await add()];
    const [one, other] = users(2);
    await likeAll(one!, video, first);
    expect(await related(video)).toEqual([first]);
    await likeAll(other!, second, video);
    expect(await related(video)).toEqual([second, first]);
    await rate(one!, first, 1);
    expect(await related(video)).toEqual([second]);
    await rate(one!, video, 2);
    await rate(other!, video, 2);
    expect(await related(video)).toEqual([]);
    expect(await related(second)).toEqual([]);
  });

  it('are rather what few like than what everybody likes', async () => {
    const { add, likeAll, related } = suggestions();
    const [video, popular, rare] = [await add(), await add(), await add()];
    const both = users(4);
    for (const user of both) await likeAll(user, video, popular, rare);
    for (const user of users(30)) await likeAll(user, popular);
    expect(await related(video)).toEqual([rare, popular]);
  });

  it('believe many more than one', async () => {
    const { add, likeAll, related } = suggestions();
    const [video, byOne, byMany] = [await add(), await add(), await add()];
    const many = users(8);
    await likeAll(many[0]!, video, byMany, byOne);
    for (const user of many.slice(1)) await likeAll(user, video, byMany);
    expect((await related(video))[0]).toBe(byMany);
  });

  it('come next by tags, rare ones first, then by words, the newest of equal ones first', async () => {
    const { add, likeAll, related } = suggestions();
    const video = await add({ tags: ['Common', 'Rare one'], name: 'The kitten', description: 'and a ball' });
    const rare = await add({ tags: ['rare one'] });
    const common = [await add({ tags: ['common'] }), await add({ tags: ['common'] })];
    const words = await add({ name: 'Kittens and kitten' });
    const described = await add({ description: 'A Ball.' });
    await add({ name: 'the and a' });
    const liked = await add();
    await likeAll(users(1)[0]!, video, liked);
    expect(await related(video)).toEqual([liked, rare, ...common.reverse(), described, words]);
  });

  it('come in pages that are together the whole, whatever their size', async () => {
    const { add, likeAll, related, service } = suggestions();
    const video = await add({ tags: ['a', 'b'], name: 'word' });
    const liked = [await add(), await add()];
    await likeAll(users(1)[0]!, video, ...liked);
    for (let n = 0; n < 9; n++) await add({ tags: n % 2 ? ['a'] : ['b', 'a'], name: n % 3 ? 'word' : '' });
    for (let n = 0; n < 5; n++) await add({ name: 'word' });
    const all = await related(video);
    expect(new Set(all).size).toBe(16);
    for (const pageSize of [1, 2, 5, 15, 16]) {
      const put: string[] = [];
      let pagingState = '';
      do {
        const page = await service.getRelatedVideos({ videoId: video, pageSize, pagingState }, testCall());
        put.push(...page.rows.map(({ videoId }) => videoId));
        expect(page.rows.length === pageSize || page.nextState === '').toBe(true);
        pagingState = page.nextState;
      } while (pagingState !== '');
      expect(put).toEqual(all);
    }
    expect(await related(video, 0)).toEqual(all.slice(0, 5));
    expect(await related(video, -7)).toEqual(all.slice(0, 5));
  });

  it('are none of a video that the catalogue does not have, and none that it does not have', async () => {
    const { add, likeAll, related, known } = suggestions();
    const [video, liked, tagged] = [await add({ tags: ['t'] }), await add(), await add({ tags: ['t'] })];
    await likeAll(users(1)[0]!, video, liked);
    known.delete(liked);
    expect(await related(video)).toEqual([tagged]);
    known.delete(video);
    expect(await related(video)).toEqual([]);
    expect(await related(randomUUID())).toEqual([]);
  });

  it('forget what people thought of another video that had the id', async () => {
    const { add, likeAll, related } = suggestions();
    const [video, liked] = [await add({ tags: ['old'] }), await add()];
    const tagged = [await add({ tags: ['old'] }), await add({ tags: ['new'] })];
    const [user] = users(1);
    await likeAll(user!, video, liked);
    expect(await related(video)).toEqual([liked, tagged[0]]);
    await add({ videoId: video, tags: ['new'] });
    expect(await related(video)).toEqual([tagged[1]]);
    expect(await related(liked)).toEqual([]);
    await likeAll(user!, video);
    expect(await related(video)).toEqual([liked, tagged[1]]);
  });
});
