import { randomUUID } from 'node:crypto';

import { testCall } from '@killrvideo/testing';

import type { ContentStore } from './content-store';
import type { VideoDocument } from './video-document';

const T0 = 1_760_000_000_000_000n;

/** What everything that keeps what videos are about owes the domain. */
export function itKeepsContent(begin: () => ContentStore): void {
  let content: ContentStore;
  beforeEach(() => {
    content = begin();
  });
  const call = testCall();
  const aDocument = (over: Partial<VideoDocument> = {}): VideoDocument => ({
    ...{ videoId: randomUUID(), addedDate: 1_000n, tags: [], words: [] },
    ...over,
  });
  const idsWith = async (term: string, limit = 10) =>
    (await content.withTerm(term, limit, call)).map(({ videoId }) => videoId);

  it('has videos by each tag and word, newest first', async () => {
    const term = `=${randomUUID()}`;
    const [first, second, third] = [1n, 2n, 3n].map((addedDate) => aDocument({ addedDate, tags: [term] }));
    const byWord = aDocument({ addedDate: 4n, words: [term] });
    for (const document of [second!, byWord, first!, third!]) await content.put(document, T0, call);
    expect(await content.withTerm(term, 2, call)).toEqual([
      { videoId: byWord.videoId, addedDate: 4n },
      { videoId: third!.videoId, addedDate: 3n },
    ]);
    expect(await idsWith(term)).toHaveLength(4);
    expect(await idsWith(randomUUID())).toEqual([]);
  });

  it('has the newest version of each video, and all there are', async () => {
    const old = aDocument({ tags: ['=old'], words: ['old'] });
    const fresh = { ...old, addedDate: 2_000n, tags: ['=new'], words: [] };
    await content.put(fresh, T0 + 1n, call);
    await content.put(old, T0, call);
    const versions = await content.versions(old.videoId, call);
    expect(versions).toEqual([
      { ...fresh, version: T0 + 1n },
      { ...old, version: T0 },
    ]);
    const documents = await content.documents([old.videoId, randomUUID()], call);
    expect([...documents.values()]).toMatchObject([fresh]);
    expect(await content.documents([], call)).toEqual(new Map());
    const addedDates = await content.addedDates([old.videoId, randomUUID()], call);
    expect(addedDates).toEqual(new Map([[old.videoId, 2_000n]]));
    expect(await content.addedDates([], call)).toEqual(new Map());
  });

  it('takes back what is written as of a time or before', async () => {
    const [tag, word] = [`=${randomUUID()}`, randomUUID()];
    const old = aDocument({ tags: [tag], words: [word] });
    await content.put(old, T0, call);
    await content.takeBack({ ...old, version: T0 }, T0 + 4n, call);
    await content.put(old, T0 + 4n, call);
    expect([await idsWith(tag), await idsWith(word)]).toEqual([[], []]);
    await content.put(old, T0 + 5n, call);
    expect([await idsWith(tag), await idsWith(word)]).toEqual([[old.videoId], [old.videoId]]);
    expect((await content.versions(old.videoId, call)).map(({ version }) => version)).toEqual([
      T0 + 5n,
      T0 + 4n,
    ]);
  });
}
