import { aVideo } from './index-store.contract.testing';
import { DESCRIPTION, NAME, TAGS } from './posting';
import { documentOf } from './search-document';

describe('what the index gets to know of a video', () => {
  it('is each word in the best of its fields, and each tag as a whole', () => {
    const { words } = documentOf(
      aVideo({ name: 'Kitten.js', tags: ['Kitten Film'], description: 'kitten film paws' }),
    );
    expect([...words]).toEqual([
      ...['kitten.js', 'kitten', 'js', 'kittenjs'].map((word) => [word, NAME]),
      ['=kitten film', TAGS],
      ['film', TAGS],
      ['paws', DESCRIPTION],
    ]);
  });

  it('leaves out what no table could take, whatever other tools have written', () => {
    const long = 'x'.repeat(70_000);
    const { words, tags, completions, video } = documentOf(
      aVideo({ name: `kitten ${long}`, tags: ['', ' ', long, 'film'], description: 'paw '.repeat(100_000) }),
    );
    expect(tags).toEqual(['film']);
    expect(video.tags).toEqual(['film']);
    expect([...words.keys()]).toEqual(['kitten', '=film', 'film', 'paw']);
    expect(completions.map(({ text }) => text)).toEqual(['kitten', 'film']);
    expect(
      documentOf(aVideo({ tags: Array.from({ length: 900 }, (_, at) => `tag${at}`) })).tags,
    ).toHaveLength(200);
  });
});
