import { randomUUID } from 'node:crypto';

import { seeded, testCall } from '@killrvideo/testing';

import { indexInMemory } from './index-in-memory.testing';
import type { IndexStore } from './index-store';
import { aVideo } from './index-store.contract.testing';
import { matches, type HitPlace } from './matches';
import { compareKeys, FIELDS, textOf } from './posting';
import { documentOf, type SearchDocument } from './search-document';
import { leadingTerm, lookedUpTerm, type Term } from './term';

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

/** All hits, `leading` terms being read from their beginning on. */
async function found(
  index: IndexStore,
  terms: readonly Term[],
  leading: number,
  after?: HitPlace,
): Promise<HitPlace[]> {
  const call = testCall();
  const all: HitPlace[] = [];
  const query = {
    leading: await Promise.all(terms.slice(0, leading).map((term) => leadingTerm(index, term, call))),
    lookedUp: terms.slice(leading).map((term) => lookedUpTerm(index, term)),
  };
  for await (const portion of matches(query, after, call)) all.push(...portion);
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
      for (const leading of new Set([1, 2, terms.length])) {
        const all = await found(index, terms, leading);
        expect(all.map(nameOf)).toEqual(expectedOf(documents, terms));
        for (const at of [0, 1, all.length >> 1, all.length - 2, all.length - 1]) {
          const hit = all[at];
          if (hit === undefined) continue;
          const rest = await found(index, terms, leading, hit);
          expect(rest.map(nameOf)).toEqual(all.slice(at + 1).map(nameOf));
        }
      }
    },
  );

  it('read of common words only what is at the videos of a rare one', async () => {
    const read = { statements: 0, rows: 0 };
    const counted = async <T>(rows: Promise<readonly T[]>): Promise<T[]> => {
      const all = [...(await rows)];
      read.statements++;
      read.rows += all.length;
      return all;
    };
    const counting: IndexStore = {
      ...index,
      postings: (...asked) => counted(index.postings(...asked)),
      postingsOfField: (...asked) => counted(index.postingsOfField(...asked)),
      postingsAt: (...asked) => counted(index.postingsAt(...asked)),
    };
    const rare = documents.filter(({ words }) => words.has('paris')).length;
    expect(rare).toBeLessThan(40);
    const hits = await found(counting, [['the'], ['film'], ['paris'], ['kitten']], 4);
    expect(hits.map(nameOf)).toEqual(expectedOf(documents, [['the'], ['film'], ['paris'], ['kitten']]));
    // The first postings of each; then the other three, at the videos of the rare one.
    expect(read.statements).toBeLessThanOrEqual(4 + 3);
    expect(read.rows).toBeLessThanOrEqual(4 * 64 + 3 * rare);
  });
});
