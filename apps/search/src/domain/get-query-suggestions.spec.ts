import { testCall } from '@killrvideo/testing';

import { getQuerySuggestions } from './get-query-suggestions';
import { indexInMemory } from './index-in-memory.testing';
import { aVideo } from './index-store.contract.testing';
import { indexVideo } from './index-video';
import { documentOf } from './search-document';

function begin() {
  const index = indexInMemory();
  const put = (name: string, tags: string[] = [], description = '') =>
    index.put(documentOf(aVideo({ name, tags, description })), 1n, testCall());
  const suggest = getQuerySuggestions(index);
  const suggestions = (query: string, pageSize = 10) => suggest({ query, pageSize }, testCall());
  return { index, put, suggestions };
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

  it('have no English stop words, whatever the name', async () => {
    const { put, suggestions } = begin();
    await put('The theatre of their thoughts', ['the']);
    expect(await suggestions('th')).toEqual(['theatre', 'thoughts']);
  });

  it('keep accents, symbols and characters of any plane', async () => {
    const { put, suggestions } = begin();
    await put('Ünïcödé C++', ['😀 fun', '日本語']);
    expect(await suggestions('Ü')).toEqual(['ünïcödé']);
    expect(await suggestions('c')).toEqual(['c++']);
    expect(await suggestions('😀')).toEqual(['😀 fun']);
    expect(await suggestions('日')).toEqual(['日本語']);
  });

  it('are gone with the last video that has them', async () => {
    const { index, suggestions } = begin();
    const { videoId, userId } = aVideo();
    const video = { videoId, userId, description: '', previewImageLocation: '' };
    const addedDate = { seconds: 1n, nanos: 0 };
    const many = Array.from({ length: 50 }, (_, at) => `kitten${at}`);
    await indexVideo(index)({ ...video, addedDate, name: many.join(' '), tags: ['kittens'] }, 1n, testCall());
    await indexVideo(index)({ ...video, addedDate, name: 'kitten9 kittenz', tags: [] }, 5n, testCall());
    expect(await suggestions('kit')).toEqual(['kitten9', 'kittenz']);
  });

  it('are refused for nothing typed, and without a page size', async () => {
    const { suggestions } = begin();
    await expect(suggestions(' ')).rejects.toThrow('query is blank');
    await expect(suggestions('a', -1)).rejects.toThrow('page_size must be greater than 0');
  });
});
