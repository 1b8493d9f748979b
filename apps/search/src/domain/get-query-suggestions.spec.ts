import { DomainError } from '@killrvideo/core';
import { testCall } from '@killrvideo/testing';

import type { Catalogue, VideoPreview } from './catalogue';
import { getQuerySuggestions } from './get-query-suggestions';
import { indexInMemory } from './index-in-memory.testing';
import { aVideo } from './index-store.contract.testing';
import { indexVideo } from './index-video';
import type { FoundVideo } from './search-document';

function begin() {
  const index = indexInMemory();
  const gone = new Set<string>();
  const state = { isAway: false };
  const added = new Map<string, VideoPreview>();
  const catalogue: Catalogue = {
    async previews(videoIds) {
      if (state.isAway) throw new DomainError('unavailable', 'away');
      return new Map(
        videoIds.flatMap((videoId) => {
          const video = added.get(videoId);
          return video === undefined || gone.has(videoId) ? [] : [[videoId, video]];
        }),
      );
    },
  };
  const add = async (video: FoundVideo, at = 1n): Promise<void> => {
    const addedDate = { seconds: video.addedDate / 1000n, nanos: 0 };
    added.set(video.videoId, video);
    await indexVideo(index)({ ...video, addedDate }, at, testCall());
  };
  /** Each newer than those before it. */
  let seconds = 0n;
  const put = async (name: string, tags: string[] = [], description = ''): Promise<string> => {
    const video = aVideo({ name, tags, description, addedDate: ++seconds * 1000n });
    await add(video);
    return video.videoId;
  };
  const suggest = getQuerySuggestions({ index, catalogue });
  const suggestions = (query: string, pageSize = 10) => suggest({ query, pageSize }, testCall());
  return { add, put, suggestions, gone, state };
}

describe('suggestions', () => {
  it('are tags and words of names that begin with what was typed, in order and each once', async () => {
    const { put, suggestions } = begin();
    await put('Stars over Stuttgart', ['Star Wars', 'stars', 'Paris'], 'Stockholm');
    await put('More stars', ['STAR WARS', 'start-up']);
    expect(await suggestions('ST')).toEqual(['star wars', 'stars', 'start-up', 'stuttgart']);
    expect(await suggestions('star ')).toEqual(['star wars']);
    expect(await suggestions(' s', 2)).toEqual(['star wars', 'stars']);
    expect(await suggestions('x')).toEqual([]);
  });

  it('have no English stop words, unless they are tags', async () => {
    const { put, suggestions } = begin();
    await put('The theatre of their thoughts', ['IT']);
    expect(await suggestions('th')).toEqual(['theatre', 'thoughts']);
    expect(await suggestions('i')).toEqual(['it']);
  });

  it('keep accents, symbols and characters of any plane', async () => {
    const { put, suggestions } = begin();
    await put('Ünïcödé C++', ['😀 fun', '日本語']);
    expect(await suggestions('Ü')).toEqual(['ünïcödé']);
    expect(await suggestions('c')).toEqual(['c++']);
    expect(await suggestions('😀')).toEqual(['😀 fun']);
    expect(await suggestions('日')).toEqual(['日本語']);
  });

  it('are gone when no video has them any more', async () => {
    const { add, suggestions } = begin();
    const video = aVideo();
    const many = Array.from({ length: 50 }, (_, at) => `kitten${at}`);
    await add({ ...video, name: many.join(' '), tags: ['kittens'] });
    await add({ ...video, name: 'kitten9 kittenz' }, 5n);
    expect(await suggestions('kit')).toEqual(['kitten9', 'kittenz']);
  });

  it('are gone when the catalogue has no video any more that has them, and stay while it is away', async () => {
    const { put, suggestions, gone, state } = begin();
    const older = await put('kitten', ['kittens']);
    const newer = await put('kitten kitty');
    gone.add(newer);
    expect(await suggestions('kit')).toEqual(['kitten', 'kittens']);
    gone.add(older);
    expect(await suggestions('kit')).toEqual([]);
    state.isAway = true;
    expect(await suggestions('kit')).toEqual(['kitten', 'kittens', 'kitty']);
  });

  it('are refused for nothing typed, and without a page size', async () => {
    const { suggestions } = begin();
    await expect(suggestions(' ')).rejects.toThrow('query is blank');
    await expect(suggestions('a', -1)).rejects.toThrow('page_size must be greater than 0');
  });
});
