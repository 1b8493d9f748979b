import { randomUUID } from 'node:crypto';

import { testCall } from '@killrvideo/testing';

import type { IndexStore } from './index-store';
import { compareKeys, DESCRIPTION, NAME, TAGS } from './posting';
import { documentOf, type FoundVideo } from './search-document';

/** A video of its own, with words that no other test has. */
export function aVideo(over: Partial<FoundVideo> = {}): FoundVideo {
  return {
    ...{ videoId: randomUUID(), userId: randomUUID(), addedDate: 1_000n },
    ...{ name: '', description: '', tags: [], previewImageLocation: '' },
    ...over,
  };
}

/** A word that nothing else in a table has. */
export const ownWord = (): string => `w${randomUUID().replaceAll('-', '').slice(0, 20)}`;

const T0 = 1_760_000_000_000_000n;

/** What every index owes the domain. */
export function itKeepsAnIndex(begin: () => IndexStore): void {
  let index: IndexStore;
  beforeEach(() => {
    index = begin();
  });
  const put = (video: FoundVideo, at = T0) => index.put(documentOf(video), at, testCall());
  const keyOf = ({ addedDate, videoId }: FoundVideo) => ({ addedDate, videoId });

  it('has a posting of each word in its best field, in the order of fields and keys', async () => {
    const word = ownWord();
    const inName = [3n, 1n, 2n, 2n, 2n].map((addedDate) => aVideo({ addedDate, name: word, tags: [word] }));
    const inTags = aVideo({ addedDate: 9n, tags: [word], description: word });
    const inDescription = aVideo({ addedDate: 8n, description: word });
    for (const video of [inDescription, inTags, ...inName]) await put(video);
    const sorted = inName.map(keyOf).sort(compareKeys);
    const all = [
      ...sorted.map((key) => ({ ...key, field: NAME })),
      { ...keyOf(inTags), field: TAGS },
      { ...keyOf(inDescription), field: DESCRIPTION },
    ];
    expect(await index.postings(word, 10, testCall())).toEqual(all);
    expect(await index.postings(word, 2, testCall())).toEqual(all.slice(0, 2));
    const [, second] = sorted;
    expect(await index.postingsOfField(word, NAME, second, 2, testCall())).toEqual(sorted.slice(2, 4));
    expect(await index.postingsOfField(word, TAGS, undefined, 2, testCall())).toEqual([keyOf(inTags)]);
    expect(await index.postingsOfField(ownWord(), NAME, undefined, 2, testCall())).toEqual([]);
  });

  it('sorts videos of one instant by id, whatever its version', async () => {
    const word = ownWord();
    const ids = [
      '00000000-0000-1000-8000-000000000000',
      'ffffffff-0000-1001-8000-000000000001',
      '00000000-0000-1001-ffff-000000000001',
      'f0000000-0000-4000-8000-000000000000',
      '10000000-0000-4000-8000-000000000000',
      '00000000-0000-4000-8000-000000000001',
      '01900000-0000-7000-8000-000000000000',
      'ffffffff-ffff-ffff-ffff-ffffffffffff',
      '00000000-0000-0000-0000-000000000000',
    ];
    const videos = ids.map((videoId) => aVideo({ videoId, name: word }));
    for (const video of videos) await put(video);
    const found = await index.postingsOfField(word, NAME, undefined, 20, testCall());
    expect(found).toEqual(videos.map(keyOf).sort(compareKeys));
    for (const [at, key] of found.entries()) {
      expect(await index.postingsOfField(word, NAME, key, 20, testCall())).toEqual(found.slice(at + 1));
    }
  });

  it.each([1, 7, 9, 100])('finds which of %d videos have a word, in some fields', async (count) => {
    const word = ownWord();
    const videos = Array.from({ length: count }, (_, at) =>
      aVideo({
        addedDate: BigInt(at),
        name: at % 3 === 0 ? word : 'other',
        tags: at % 3 === 1 ? [word] : [],
      }),
    );
    await Promise.all(videos.map((video) => put(video)));
    const found = await index.postingsAt(word, [NAME, TAGS], videos.map(keyOf), testCall());
    const expected = videos
      .map((video, at) => ({ ...keyOf(video), field: at % 3 === 0 ? NAME : TAGS }))
      .filter((_, at) => at % 3 !== 2);
    expect(found.sort(compareKeys)).toEqual(expected.sort(compareKeys));
    const inTags = await index.postingsAt(word, [TAGS], videos.map(keyOf), testCall());
    expect(inTags).toHaveLength(videos.filter((_, at) => at % 3 === 1).length);
  });

  it('knows the versions of a video, and takes back what one had that another has not', async () => {
    const [word, other] = [ownWord(), ownWord()];
    const video = aVideo({ name: word, tags: ['Star Wars', word] });
    await put(video, T0);
    await put({ ...video, name: other }, T0 + 5n);
    const versions = await index.versions(video.videoId, testCall());
    expect(versions.map(({ version }) => version)).toEqual([T0 + 5n, T0]);
    const [newer, older] = versions;
    expect(newer).toMatchObject({ addedDate: video.addedDate, videoId: video.videoId });
    expect([...(newer?.tags ?? [])].sort()).toEqual(['Star Wars', word].sort());
    expect(older?.words.get(word)).toBe(NAME);
    expect(newer?.words.get('=star wars')).toBe(TAGS);

    const stale = { ...older!, words: new Map([[word, NAME]]), tags: [] };
    await index.takeBack(stale, T0 + 4n, testCall());
    expect(await index.versions(video.videoId, testCall())).toEqual([newer]);
    expect(await index.postings(word, 10, testCall())).toEqual([{ ...keyOf(video), field: TAGS }]);
    // A late repeat of what was taken back changes nothing.
    await put(video, T0);
    expect(await index.versions(video.videoId, testCall())).toEqual([newer]);
    expect(await index.postings(word, 10, testCall())).toEqual([{ ...keyOf(video), field: TAGS }]);
  });

  it('knows words by what remains when a letter is left out', async () => {
    const word = ownWord();
    await put(aVideo({ name: word, tags: [`${word}x`], description: `${word}y` }));
    const withoutFirst = word.slice(1);
    expect(await index.wordsWithDeletion(withoutFirst, 10, testCall())).toEqual([word]);
    expect(await index.wordsWithDeletion(word, 10, testCall())).toEqual([word, `${word}x`]);
    expect(await index.wordsWithDeletion(word, 1, testCall())).toEqual([word]);
  });

  it('completes words of names and whole tags, in order, each with what shows that it is there', async () => {
    const start = ownWord();
    const tag = `${start}a Ünd So`;
    await put(aVideo({ name: `${start}Ä the ${start}b`, tags: [tag, `${start}B`] }));
    await put(aVideo({ description: `${start}d` }));
    const all = [
      { text: `${start}a ünd so`, tagWord: `=${start}a und so` },
      { text: `${start}b`, nameWord: `${start}b`, tagWord: `=${start}b` },
      { text: `${start}ä`, nameWord: `${start}a` },
    ];
    expect(await index.completions(start, undefined, 10, testCall())).toEqual(all);
    expect(await index.completions(start, undefined, 2, testCall())).toEqual(all.slice(0, 2));
    expect(await index.completions(start, all[0]?.text, 10, testCall())).toEqual(all.slice(1));
    expect(await index.completions(`${start}a ü`, undefined, 10, testCall())).toEqual(all.slice(0, 1));
    expect(await index.completions('the', undefined, 10, testCall())).toEqual([]);
  });

  it('takes what other tools have written, and the largest videos of ours', async () => {
    const word = ownWord();
    const large = aVideo({
      name: `${word} ${'n'.repeat(12_000)}`,
      tags: ['', ...Array.from({ length: 100 }, (_, at) => `${word}${at} ${'t'.repeat(90)}`)],
      description: Array.from({ length: 900 }, (_, at) => `${word}d${at}`).join(' '),
    });
    await put(large);
    expect(await index.postings(word, 10, testCall())).toEqual([{ ...keyOf(large), field: NAME }]);
    expect(await index.postings(`${word}d899`, 10, testCall())).toHaveLength(1);
    expect(await index.versions(large.videoId, testCall())).toHaveLength(1);
  });
}
