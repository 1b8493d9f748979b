import { DomainError, type CallContext } from '@killrvideo/core';
import { testCall } from '@killrvideo/testing';

import type { Catalogue, VideoPreview } from './catalogue';
import type { PagingStates } from './hit-position';
import { indexInMemory } from './index-in-memory.testing';
import { aVideo } from './index-store.contract.testing';
import { documentOf, type FoundVideo } from './search-document';
import { searchVideos } from './search-videos';

/** States that tell what they hold. */
const states: PagingStates = {
  stateFor: (list, position) => JSON.stringify([list, position]),
  positionIn: (list, state) => {
    const [of, position] = JSON.parse(state) as [string[], string[]];
    expect(of).toEqual(list);
    return position;
  },
};

function begin({ correctsTyping = true } = {}) {
  const index = indexInMemory();
  const known = new Map<string, VideoPreview>();
  const asked: number[] = [];
  const catalogue: Catalogue = {
    async previews(videoIds) {
      asked.push(videoIds.length);
      return new Map(
        videoIds.flatMap((videoId) => (known.has(videoId) ? [[videoId, known.get(videoId)!]] : [])),
      );
    },
  };
  const search = searchVideos({ index, catalogue, states, correctsTyping });
  let time = 0n;
  /** Each newer than those before it. */
  const add = async (over: Partial<FoundVideo>): Promise<FoundVideo> => {
    const video = aVideo({ addedDate: ++time, ...over });
    await index.put(documentOf(video), time, testCall());
    known.set(video.videoId, video);
    return video;
  };
  const page = (query: string, pageSize = 10, pagingState = '', call: CallContext = testCall()) =>
    search({ query, pageSize, pagingState }, call);
  const namesOf = async (query: string) => (await page(query, 1000)).rows.map(({ name }) => name);
  return { index, add, page, namesOf, known, asked };
}

describe('a search', () => {
  it('finds by all words: in names first, then in tags, then anywhere, the newest first', async () => {
    const { add, namesOf } = begin();
    await add({ name: 'A', description: 'Star trek and star wars' });
    await add({ name: 'B', tags: ['Star Wars'] });
    await add({ name: 'C wars', tags: ['star'] });
    await add({ name: 'D: Star Wars' });
    await add({ name: 'E: Wars of a star' });
    await add({ name: 'F: star', description: 'wars' });
    await add({ name: 'G: star' });
    expect(await namesOf('star WARS')).toEqual([
      'E: Wars of a star',
      'D: Star Wars',
      'C wars',
      'B',
      'F: star',
      'A',
    ]);
    expect(await namesOf('stár')).toEqual([
      ...['G: star', 'F: star', 'E: Wars of a star', 'D: Star Wars'],
      ...['C wars', 'B', 'A'],
    ]);
    expect(await namesOf('star nothing')).toEqual([]);
  });

  it.each([
    ['c++', ['C++ in a day']],
    ['C#', ['C# for all']],
    ['日本語', ['日本語を学ぶ']],
    ['UNICODE', ['Ünïcödé']],
    ["don't", ['Don’t panic']],
    ['dont', ['Don’t panic']],
    ['🎉', ['Party 🎉']],
    ['the', ['The end']],
    ['e', ['Vitamin E']],
    ['"the end"', ['The end']],
    ['%', ['100 percent']],
    ['node', ['Node.js']],
    ['nodejs', ['Node.js']],
    ['the.end', []],
    ['e.n.d', ['The end']],
  ])('takes %s as people type it', async (query, names) => {
    const { add, namesOf } = begin();
    for (const name of ['C++ in a day', 'C# for all', '日本語を学ぶ', 'Ünïcödé', 'Don’t panic', 'Node.js']) {
      await add({ name });
    }
    for (const name of ['Party 🎉', 'The end', 'Vitamin E']) await add({ name });
    await add({ name: '100 percent', tags: ['%'] });
    expect(await namesOf(query)).toEqual(names);
  });

  it('leaves out what the catalogue no longer has, and its pages stay full', async () => {
    const { add, page, known } = begin();
    const videos: FoundVideo[] = [];
    for (let n = 0; n < 30; n++) videos.push(await add({ name: `kitten ${n}` }));
    for (const [at, { videoId }] of videos.entries()) if (at % 3 === 0) known.delete(videoId);
    // The id was used again: what is found by its old date is another video.
    known.set(videos[1]!.videoId, { ...videos[1]!, addedDate: 999n });
    const expected = videos
      .filter(({ videoId, addedDate }) => known.get(videoId)?.addedDate === addedDate)
      .map(({ name }) => name)
      .reverse();
    const seen: string[] = [];
    let state = '';
    do {
      const { rows, nextState } = await page('kitten', 5, state);
      seen.push(...rows.map(({ name }) => name));
      if (nextState !== '') expect(rows).toHaveLength(5);
      state = nextState;
    } while (state !== '');
    expect(seen).toEqual(expected);
  });

  it('shows what the catalogue says now', async () => {
    const { add, page, known } = begin();
    const video = await add({ name: 'kitten' });
    known.set(video.videoId, { ...video, name: 'Renamed', previewImageLocation: 'new.jpg' });
    expect((await page('kitten')).rows).toMatchObject([{ name: 'Renamed', previewImageLocation: 'new.jpg' }]);
  });

  it('gives a state only when another hit follows', async () => {
    const { add, page, known } = begin();
    await add({ name: 'kitten 1' });
    await add({ name: 'kitten 2' });
    const gone = await add({ name: 'x', description: 'kitten 3' });
    known.delete(gone.videoId);
    expect((await page('kitten', 2)).nextState).toBe('');
    expect((await page('kitten', 1)).nextState).not.toBe('');
  });

  it('takes a word that nothing contains for one that is a typing mistake away, on all pages', async () => {
    const { add, page, namesOf } = begin();
    for (const name of ['kitten 1', 'kitten 2', 'mitten 3', 'kitchen 4']) await add({ name });
    await add({ name: 'kittens', description: 'no mittens, bitten' });
    expect(await namesOf('kiten')).toEqual(['kitten 2', 'kitten 1']);
    expect(await namesOf('Xitten')).toEqual(['mitten 3', 'kitten 2', 'kitten 1']);
    expect(await namesOf('kiten 2')).toEqual(['kitten 2']);
    expect(await namesOf('kiten 9')).toEqual([]);
    expect(await namesOf('biten')).toEqual([]); // words of descriptions are not meant
    await add({ name: 'mix' });
    expect(await namesOf('mit')).toEqual([]); // three letters are too few
    expect(await namesOf('kiten mittten bittten kittchen')).toEqual([]); // four words are too many
    const first = await page('Xitten', 1);
    await add({ name: 'xitten' }); // from now on it is a word of its own
    const second = await page('Xitten', 1, first.nextState);
    expect(second.rows).toMatchObject([{ name: 'kitten 2' }]);
    expect(await namesOf('Xitten')).toEqual(['xitten']);
  });

  it('takes a mistyped word for those that are most frequent', async () => {
    const { add, namesOf } = begin();
    for (const name of ['cave', 'dave', 'gave', 'have']) await add({ name });
    for (let n = 0; n < 3; n++) await add({ name: 'love' });
    expect(new Set(await namesOf('lave'))).toEqual(new Set(['love', 'cave', 'dave']));
  });

  it('goes on with what a word was taken for though no video has that any more', async () => {
    const { add, page, known } = begin();
    const videos = [await add({ name: 'kitten 1' }), await add({ name: 'kitten 2' })];
    const { nextState } = await page('kiten', 1);
    for (const { videoId } of videos) known.delete(videoId);
    expect(await page('kiten', 1, nextState)).toEqual({ rows: [], nextState: '' });
  });

  it('shows a video once, also while an older version of it stands beside the newer one', async () => {
    const { index, add, namesOf } = begin();
    const video = await add({ name: 'kitten', description: 'puppy' });
    await index.put(documentOf({ ...video, name: 'puppy', description: 'kitten' }), 99n, testCall());
    expect(await namesOf('kitten')).toHaveLength(1);
    expect(await namesOf('kitten puppy')).toHaveLength(1);
  });

  it('takes no word for another one when it is told so', async () => {
    const { add, namesOf } = begin({ correctsTyping: false });
    await add({ name: 'kitten' });
    expect(await namesOf('kiten')).toEqual([]);
  });

  it('takes a query of a thousand characters', async () => {
    const { add, namesOf } = begin();
    const words = Array.from({ length: 150 }, (_, at) => `word${at}`);
    await add({ name: 'long', description: words.join(' ') });
    await add({ name: 'nearly', description: words.slice(1).join(' ') });
    expect(await namesOf(words.join(' '))).toEqual(['long']);
  });

  it('is refused without a query, of more than 4 KiB, and without a page size', async () => {
    const { page } = begin();
    await expect(page(' \t')).rejects.toThrow('query is blank');
    await expect(page('x'.repeat(4097))).rejects.toThrow('query has 4097 bytes, more than 4096');
    await expect(page('', 0)).rejects.toThrow('query is blank; page_size must be greater than 0');
  });

  it('fails when the catalogue is away', async () => {
    const index = indexInMemory();
    const video = aVideo({ name: 'kitten' });
    await index.put(documentOf(video), 1n, testCall());
    const away: Catalogue = { previews: () => Promise.reject(new DomainError('unavailable', 'away')) };
    const search = searchVideos({ index, catalogue: away, states, correctsTyping: true });
    const query = { query: 'kitten', pageSize: 10, pagingState: '' };
    await expect(search(query, testCall())).rejects.toThrow('away');
    expect(await search({ ...query, query: 'puppy' }, testCall())).toEqual({ rows: [], nextState: '' });
  });

  it('asks the catalogue once for a page, and for more at once where many are gone', async () => {
    const { add, page, asked, known } = begin();
    for (let n = 0; n < 600; n++) await add({ name: 'kitten' });
    await page('kitten', 10);
    await page('kitten', 50);
    expect(asked.splice(0)).toEqual([11, 51]);
    known.clear();
    await page('kitten', 10);
    expect(asked.length).toBeLessThan(12);
    expect(Math.max(...asked)).toBeLessThanOrEqual(160);
  });
});
