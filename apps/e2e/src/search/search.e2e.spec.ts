import { randomUUID } from 'node:crypto';

import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import { SearchServiceService as Search } from '@killrvideo/proto/search';
import { VideoCatalogServiceService as Catalog } from '@killrvideo/proto/video-catalog';
import { eventually } from '@killrvideo/testing';
import { status } from '@grpc/grpc-js';

import { killInstance, startInstance } from '../world/instance';
import { ownWord } from '../world/own-word';
import { callerOf, deploymentsOf } from '../world/world';

const id = (value: string) => ({ value });
/** Far more than it takes. */
const FOUND_WITHIN_MS = 20_000;

describe.each(deploymentsOf('search'))('SearchService of %s', (app) => {
  let search: GrpcCaller;
  let catalog: GrpcCaller;
  beforeAll(async () => {
    search = await callerOf('SearchService', app);
    catalog = await callerOf('VideoCatalogService', app === 'search' ? 'videos' : app);
  });
  afterAll(() => {
    search.close();
    catalog.close();
  });

  interface Submitted {
    readonly videoId?: string;
    readonly userId?: string;
    readonly name?: string;
    readonly tags?: string[];
    readonly description?: string;
  }
  const submit = async ({ videoId = randomUUID(), userId = randomUUID(), ...over }: Submitted) => {
    const content = { name: 'A video', tags: [], description: '', youTubeVideoId: 'dQw4w9WgXcQ', ...over };
    await catalog.ok(Catalog.submitYouTubeVideo, { videoId: id(videoId), userId: id(userId), ...content });
    return videoId;
  };
  const page = (query: string, pageSize = 100, pagingState = '') =>
    search.call(Search.searchVideos, { query, pageSize, pagingState });
  const idsOf = async (query: string) =>
    (await search.ok(Search.searchVideos, { query, pageSize: 100, pagingState: '' })).videos.map(
      ({ videoId }) => videoId?.value,
    );
  const findsAll = (query: string, videoIds: readonly string[]) =>
    eventually(async () => expect(await idsOf(query)).toEqual(videoIds), FOUND_WITHIN_MS);
  const suggestionsFor = async (query: string, pageSize = 10) =>
    (await search.ok(Search.getQuerySuggestions, { query, pageSize })).suggestions;

  describe('SearchVideos', () => {
    it('finds a video by all words of its name, tags and description, and shows what the catalogue has', async () => {
      const word = ownWord();
      const userId = randomUUID();
      const videoId = await submit({
        ...{ userId, name: `The ${word} in Überlingen` },
        ...{ tags: ['Star Wars', 'c++'], description: 'It looks at the camera' },
      });
      await findsAll(word, [videoId]);
      const queries = [
        'uberlingen',
        'ÜBERLINGEN the',
        'star wars',
        'WARS',
        'c++',
        'camera',
        'camera überlingen wars',
      ];
      for (const query of queries)
        expect([query, await idsOf(`${query} ${word}`)]).toEqual([query, [videoId]]);
      for (const query of ['c#', 'cameras wars', 'trek']) expect(await idsOf(`${query} ${word}`)).toEqual([]);

      const { videoPreviews } = await catalog.ok(Catalog.getVideoPreviews, { videoIds: [id(videoId)] });
      expect(await page(` ${word} `)).toMatchObject({
        code: status.OK,
        response: { query: ` ${word} `, videos: videoPreviews, pagingState: '' },
      });
      expect(videoPreviews).toMatchObject([{ userId: id(userId), name: `The ${word} in Überlingen` }]);
    });

    it('ranks names over tags over descriptions, then the newest, on all pages', async () => {
      const [a, b] = [ownWord(), ownWord()];
      const anywhere = await submit({ description: `${a} and ${b}` });
      const nameAndText = await submit({ name: a, description: b });
      const tag = await submit({ tags: [`${a} ${b}`] });
      const nameAndTag = await submit({ name: b, tags: [a] });
      const older = await submit({ name: `${a} ${b}` });
      const newer = await submit({ name: `${b}, not ${a}` });
      await submit({ name: a });
      const ranked = [newer, older, nameAndTag, tag, nameAndText, anywhere];
      await findsAll(`${a} ${b}`, ranked);
      for (const pageSize of [1, 2, 4, 5, 6]) {
        const seen: (string | undefined)[] = [];
        let state = '';
        do {
          const { response } = await page(`${a} ${b}`, pageSize, state);
          state = response?.pagingState ?? '';
          expect(response?.videos.length === pageSize || state === '').toBe(true);
          seen.push(...(response?.videos ?? []).map(({ videoId }) => videoId?.value));
        } while (state !== '' && seen.length <= ranked.length);
        expect([pageSize, seen]).toEqual([pageSize, ranked]);
      }
    });

    it('finds a word with one typing mistake, unless it is a word itself', async () => {
      const word = ownWord();
      const videoId = await submit({ name: word });
      await findsAll(word, [videoId]);
      const mistyped = [word.slice(1), `${word}x`, word.replace(/.$/, 'X'), word.replace(/(.)(.)$/, '$2$1')];
      for (const query of mistyped) expect([query, await idsOf(query)]).toEqual([query, [videoId]]);
      expect(await idsOf(`${word}xx`)).toEqual([]);
      const another = await submit({ name: `${word}x` });
      await findsAll(`${word}x`, [another]);
    });

    it('follows what a video becomes', async () => {
      const [before, after] = [ownWord(), ownWord()];
      const [videoId, userId] = [randomUUID(), randomUUID()];
      await submit({ videoId, userId, name: before, tags: [`${before} tag`] });
      await findsAll(`${before} tag`, [videoId]);
      await submit({ videoId, userId, name: after });
      await findsAll(after, [videoId]);
      await eventually(async () => {
        expect(await idsOf(before)).toEqual([]);
        expect(await suggestionsFor(before)).toEqual([]);
      }, FOUND_WITHIN_MS);
    });

    it('takes what people type', async () => {
      const word = ownWord();
      const videoId = await submit({ name: `${word} 日本語 don’t 🎉`, tags: ['C#', `${word}%`] });
      await findsAll(word, [videoId]);
      const typed = [
        `"${word}"`,
        `${word} 日本語`,
        `${word} don't`,
        `${word} 🎉`,
        `${word} C#`,
        `${word} %`,
        `'${word}`,
      ];
      for (const query of typed) expect([query, await idsOf(query)]).toEqual([query, [videoId]]);
      const odd = [
        '%',
        '*',
        "'",
        '"',
        'the',
        'a',
        '🎉',
        '日本語',
        '\\',
        'x'.repeat(1000),
        'ab '.repeat(330),
        '\u0000',
      ];
      for (const query of odd) expect([query, (await page(query, 1)).code]).toEqual([query, status.OK]);
      expect(await idsOf(`${word} nothing-like-that`)).toEqual([]);
    });

    it('names what is wrong with a request', async () => {
      for (const [query, pageSize, state, details] of [
        ['', 10, '', 'query is blank'],
        [' \t\n', 0, '', 'query is blank; page_size must be greater than 0'],
        ['x', -1, '', 'page_size must be greater than 0'],
        ['x'.repeat(4097), 1, '', 'query has 4097 bytes, more than 4096'],
        ['x', 10, 'garbage', 'paging_state is not one that this list gave: begin with an empty one'],
      ] as const)
        expect(await page(query, pageSize, state)).toMatchObject({ code: status.INVALID_ARGUMENT, details });
    });

    it('leaves nobody waiting for a query of hundreds of words', async () => {
      const words = Array.from({ length: 1300 }, (_, n) => n.toString(36).padStart(2, '0'));
      expect(await idsOf(words.join(' '))).toEqual([]);
      const word = ownWord();
      const some = words.slice(0, 200).join(' ');
      const videoId = await submit({ name: word, description: some });
      await findsAll(`${some} ${word}`, [videoId]);
    });

    it('takes a paging state for the query that gave it, and for no other', async () => {
      const word = ownWord();
      for (let n = 0; n < 3; n++) await submit({ name: `${word} ${word}x` });
      await eventually(async () => expect(await idsOf(word)).toHaveLength(3), FOUND_WITHIN_MS);
      const { response } = await page(word, 1);
      const state = response?.pagingState ?? '';
      expect(state).toMatch(/^[\x21-\x7e]{1,2048}$/);
      expect((await page(word, 5, state)).response?.videos).toHaveLength(2);
      expect(await page(`${word}x`, 1, state)).toMatchObject({ code: status.INVALID_ARGUMENT });
    });
  });

  describe('GetQuerySuggestions', () => {
    it('completes from tags and words of names, without stop words, in order', async () => {
      const word = ownWord();
      const name = `${word}b the ${word}Ä ${word}a`;
      const videoId = await submit({ name, tags: [`${word}a Tag`, `${word}B`], description: `${word}c` });
      await findsAll(`${word}a`, [videoId]);
      const all = [`${word}a`, `${word}a tag`, `${word}b`, `${word}ä`];
      expect(await suggestionsFor(word.toUpperCase())).toEqual(all);
      expect(await suggestionsFor(word, 2)).toEqual(all.slice(0, 2));
      expect(await suggestionsFor(`${word}a `)).toEqual([`${word}a tag`]);
      expect(await suggestionsFor('the')).not.toContain('the');
      expect(await suggestionsFor('я'.repeat(1000))).toEqual([]);
      const { response } = await search.call(Search.getQuerySuggestions, { query: `${word}Ä`, pageSize: 1 });
      expect(response).toEqual({ query: `${word}Ä`, suggestions: [`${word}ä`] });
    });

    it('names what is wrong with a request', async () => {
      const answer = await search.call(Search.getQuerySuggestions, { query: ' ', pageSize: 0 });
      expect(answer).toMatchObject({
        code: status.INVALID_ARGUMENT,
        details: 'query is blank; page_size must be greater than 0',
      });
    });
  });
});

describe('SearchService while the catalogue is away', () => {
  it('answers UNAVAILABLE where there are hits, and goes on completing', async () => {
    const [search, catalog] = await Promise.all([
      startInstance('search', { KILLRVIDEO_VIDEO_CATALOG_SERVICE_ADDRESSES: '127.0.0.1:1' }),
      callerOf('VideoCatalogService', 'videos'),
    ]);
    const word = ownWord();
    const video = {
      videoId: id(randomUUID()),
      userId: id(randomUUID()),
      name: word,
      tags: [],
      description: '',
    };
    await catalog.ok(Catalog.submitYouTubeVideo, { ...video, youTubeVideoId: 'abc' });
    const query = { query: word, pageSize: 10 };
    await eventually(async () => {
      const { suggestions } = await search.caller.ok(Search.getQuerySuggestions, query);
      expect(suggestions).toEqual([word]);
    }, FOUND_WITHIN_MS);
    const answer = await search.caller.call(Search.searchVideos, { ...query, pagingState: '' });
    expect(answer.code).toBe(status.UNAVAILABLE);
    const none = { query: ownWord(), pageSize: 10, pagingState: '' };
    expect(await search.caller.call(Search.searchVideos, none)).toMatchObject({ code: status.OK });
    catalog.close();
    await killInstance(search);
  });
});
