import { testCall } from '@killrvideo/testing';

import { forgetVideo } from './forget-video';
import { indexInMemory } from './index-in-memory.testing';
import { aVideo, ownWord } from './index-store.contract.testing';
import { documentOf } from './search-document';

const T0 = 1_760_000_000_000_000n;

describe('a video that is gone', () => {
  it('is forgotten with all of its versions', async () => {
    const index = indexInMemory();
    const [word, former] = [ownWord(), ownWord()];
    const video = aVideo({ name: word });
    await index.put(documentOf({ ...video, name: former }), T0, testCall());
    await index.put(documentOf(video), T0 + 1n, testCall());
    await forgetVideo(index)(video.videoId, T0 + 1n, testCall());
    expect(await index.versions(video.videoId, testCall())).toEqual([]);
    for (const each of [word, former]) expect(await index.postings(each, 10, testCall())).toEqual([]);
  });

  it('stays as it was submitted again meanwhile', async () => {
    const [word, shared] = [ownWord(), ownWord()];
    const video = aVideo({ name: `${word} ${shared}` });
    const again = { ...video, name: shared };
    const index = indexInMemory();
    await index.put(documentOf(video), T0, testCall());
    await index.put(documentOf(again), T0 + 1n, testCall());
    await forgetVideo(index)(video.videoId, T0, testCall());
    const versions = await index.versions(video.videoId, testCall());
    expect(versions.map(({ version }) => version)).toEqual([T0 + 1n]);
    expect(await index.postings(word, 10, testCall())).toEqual([]);
    expect(await index.postings(shared, 10, testCall())).toHaveLength(1);
  });
});
