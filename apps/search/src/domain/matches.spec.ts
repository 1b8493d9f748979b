import { randomUUID } from 'node:crypto';

import { seeded, testCall } from '@killrvideo/testing';

import { indexInMemory } from './index-in-memory.testing';
import type { IndexStore } from './index-store';
import { aVideo } from './index-store.contract.testing';
import { matches, type HitPlace } from './matches';
import { compareKeys, FIELDS, textOf } from './posting';
import { documentOf, type SearchDocument } from './search-document';
import { termPostings, type Term } from './term';

/** Words by how many videos have them: nearly all, many, some, few. */
const WORDS = ['the', 'film', 'kitten', 'paris'];
const SHARES = [0.9, 0.4, 0.1, 0.02];
const VIDEOS = 600;

async function corpus(seed: string): Promise<{ index: IndexStore; documents: SearchDocument[] }> {
  const random = seeded(seed);
  const index = indexInMemory();
  const some = () => WORDS.filter((_, at) => random.uniform() < SHARES[at]! / 2).join(' ');
  const documents = Array.from({ length: VIDEOS }, () =>
    documentOf(
      aVideo({
        // Many of one instant.
        ...{ videoId: randomUUID(), addedDate: BigInt(Math.floor(random.uniform() * 300)) },
        ...{ name: some(), tags: [some()], description: some() },
      }),
    ),
  );
  for (const document of documents) await index.put(document, 1n, testCall());
  return { index, documents };
}

/** What must be found, by looking at every video. */
function expectedOf(documents: readonly SearchDocument[], terms: readonly Term[]): string[] {
  const hits = documents.flatMap((document) => {
    const fields = terms.map((term) => Math.min(...term.map((word) => document.words.get(word) ?? Infinity)));
    const tier = FIELDS.find((field) => field === Math.max(...fields));
    return tier === undefined ? [] : [{ tier, videoId: document.videoId, addedDate: document.addedDate }];
  });
  return hits.sort((a, b) => a.tier - b.tier || compareKeys(a, b)).map(nameOf);
}

const nameOf = (hit: HitPlace): string => `${hit.tier} ${textOf(hit)}`;

async function found(index: IndexStore, terms: readonly Term[], after?: HitPlace): Promise<HitPlace[]> {
  const call = testCall();
  const all: HitPlace[] = [];
  const postings = await Promise.all(terms.map((term) => termPostings(index, term, call)));
  for await (const portion of matches(postings, after, call)) all.push(...portion);
  return all;
}

describe('matches', () => {
  let index: IndexStore;
  let documents: SearchDocument[];
  beforeAll(async () => {
    ({ index, documents } = await corpus('matches'));
  });

  const QUERIES: Term[][] = [
    ...WORDS.map((word) => [[word]]),
    [['the'], ['film']],
    [['film'], ['kitten']],
    [['kitten'], ['the']],
    [['paris'], ['the']],
    [['paris'], ['kitten'], ['the'], ['film']],
    [['film', 'kitten'], ['the']],
    [['kitten', 'paris']],
    [['nothing'], ['the']],
    [['the'], ['film'], ['kitten'], ['paris'], ['the'], ['film'], ['the']],
  ];

  it.each(QUERIES.map((terms) => [terms.map((term) => term.join('|')).join(' '), terms] as const))(
    'for "%s" are those that have all words, each tier newest first, and from any hit on',
    async (_, terms) => {
      const all = await found(index, terms);
      expect(all.map(nameOf)).toEqual(expectedOf(documents, terms));
      for (const at of [0, 1, all.length >> 1, all.length - 2, all.length - 1]) {
        const hit = all[at];
        if (hit === undefined) continue;
        expect((await found(index, terms, hit)).map(nameOf)).toEqual(all.slice(at + 1).map(nameOf));
      }
    },
  );

  it('read of common words only what is near a rare one', async () => {
    let read = 0;
    const counting: IndexStore = {
      ...index,
      async postings(word, limit, call) {
        const postings = await index.postings(word, limit, call);
        read += postings.length;
        return postings;
      },
      async postingsOfField(word, field, after, limit, call) {
        const keys = await index.postingsOfField(word, field, after, limit, call);
        read += keys.length;
        return keys;
      },
      async postingsAt(word, fields, keys, call) {
        read += keys.length * fields.length;
        return index.postingsAt(word, fields, keys, call);
      },
    };
    const hits = await found(counting, [['paris'], ['the'], ['film']]);
    expect(hits.length).toBeGreaterThan(0);
    expect(read).toBeLessThan(VIDEOS / 2);
  });
});
