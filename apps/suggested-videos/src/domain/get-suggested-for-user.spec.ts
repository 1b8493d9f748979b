import { randomUUID } from 'node:crypto';

import { testCall } from '@killrvideo/testing';

import { suggestions } from './suggestions.testing';

describe('suggestions for a user', () => {
  it('are what those like who like the same, the most likely first', async () => {
    const { add, likeAll, suggested } = suggestions();
    const [liked, often, seldom] = [await add(), await add(), await add()];
    const user = randomUUID();
    for (let n = 0; n < 3; n++) await likeAll(randomUUID(), liked, often, ...(n === 0 ? [seldom] : []));
    await likeAll(user, liked);
    expect((await suggested(user)).slice(0, 2)).toEqual([often, seldom]);
  });

  it('are never rated, nor added, by the user', async () => {
    const { add, likeAll, rate, suggested } = suggestions();
    const user = randomUUID();
    const [liked, own, bad, good] = [await add(), await add({ userId: user }), await add(), await add()];
    await likeAll(randomUUID(), liked, own, bad, good);
    await likeAll(user, liked);
    await rate(user, bad, 1);
    expect(await suggested(user)).toEqual([good]);
  });

  it('go on with what is about the same as what is liked, then with the latest', async () => {
    const { add, likeAll, suggested } = suggestions();
    const user = randomUUID();
    const oldest = await add();
    const liked = await add({ tags: ['tag'], name: 'words' });
    const [likely, tagged, worded] = [
      await add(),
      await add({ tags: ['tag'] }),
      await add({ name: 'Words' }),
    ];
    const [older, latest] = [await add(), await add()];
    await likeAll(randomUUID(), liked, likely);
    await likeAll(user, liked);
    expect(await suggested(user)).toEqual([likely, tagged, worded, latest, older, oldest]);
  });

  it('are the latest for who has rated nothing, or liked nothing', async () => {
    const { add, rate, suggested } = suggestions();
    const user = randomUUID();
    const all: string[] = [];
    for (let n = 0; n < 120; n++) all.unshift(await add());
    expect(await suggested(randomUUID(), 1000)).toEqual(all);
    await rate(user, all[3]!, 2);
    expect(await suggested(user, 3)).toEqual(all.slice(0, 3));
    expect(await suggested(user, 5)).toEqual([...all.slice(0, 3), ...all.slice(4, 6)]);
  });

  it('come in pages that are together the whole', async () => {
    const { add, likeAll, service, suggested } = suggestions();
    const user = randomUUID();
    const videos: string[] = [];
    for (let n = 0; n < 30; n++) videos.push(await add({ tags: [`t${n % 4}`] }));
    await likeAll(randomUUID(), ...videos.slice(0, 6));
    await likeAll(user, ...videos.slice(0, 2));
    const all = await suggested(user);
    expect(new Set(all)).toEqual(new Set(videos.slice(2)));
    for (const pageSize of [1, 3, 27, 28]) {
      const put: string[] = [];
      let pagingState = '';
      do {
        const page = await service.getSuggestedForUser({ userId: user, pageSize, pagingState }, testCall());
        put.push(...page.rows.map(({ videoId }) => videoId));
        pagingState = page.nextState;
      } while (pagingState !== '');
      expect(put).toEqual(all);
    }
  });

  it('may be a video whose id another one had that the user has rated', async () => {
    const { add, rate, likeAll, suggested } = suggestions();
    const user = randomUUID();
    const [video, liked] = [await add(), await add()];
    await rate(user, video, 1);
    await likeAll(user, liked);
    expect(await suggested(user)).toEqual([]);
    await add({ videoId: video });
    expect(await suggested(user)).toEqual([video]);
  });

  it('are noted with the stars that the user would give, the first page of what others like', async () => {
    const { add, rate, likeAll, recommended, suggested } = suggestions();
    const user = randomUUID();
    const [liked, alsoLiked, likely] = [await add({ tags: ['t'] }), await add(), await add()];
    await add({ tags: ['t'] });
    await likeAll(randomUUID(), liked, alsoLiked, likely);
    await rate(user, liked, 5);
    await rate(user, alsoLiked, 4);
    await suggested(user);
    expect(recommended.get(user)).toMatchObject([{ videoId: likely, rating: 4.5 }]);
  });
});
