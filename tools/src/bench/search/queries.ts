import type { GrpcClient } from '@killrvideo/grpc-client';
import { SearchServiceService as Search } from '@killrvideo/proto/search';

import type { MeasuredCall } from '../subjects/subject';
import { PLANTED, PLANTED_TAG, PREFIX, RARE } from './corpus';

const PAGE_SIZE = 10;
const PAGES_BEFORE_THE_TENTH = 9;

/** What people search for; those with many hits on their first and on their tenth page. */
const SEARCHES = {
  'a rare word': RARE.word,
  'a popular word': PLANTED.popular.word,
  'three words': `${PLANTED.popular.word} ${PLANTED.common.word} ${PLANTED.usual.word}`,
  'two middling words': `${PLANTED.middling.word} ${PLANTED.other.word}`,
  'a tag with a space': PLANTED_TAG.tag,
};
const SEARCHES_WITH_TENTH_PAGE = ['a popular word', 'a tag with a space'] as const;

/** One read of ten rows of one partition, at a server that does nothing else. */
export const bareRead: MeasuredCall = (server) => page(server, PLANTED.popular.word, '', PAGE_SIZE);

/** The calls that are measured, by what they ask for. Each fails when it has too few hits. */
export async function queries(server: GrpcClient): Promise<ReadonlyMap<string, MeasuredCall>> {
  const calls = new Map<string, MeasuredCall>();
  for (const [name, query] of Object.entries(SEARCHES)) {
    const { videos } = await page(server, query, '', 0);
    calls.set(`${name}, first page`, (ours) => page(ours, query, '', videos.length));
  }
  for (const name of SEARCHES_WITH_TENTH_PAGE) {
    const query = SEARCHES[name];
    let state = '';
    for (let n = 0; n < PAGES_BEFORE_THE_TENTH; n++) {
      state = (await page(server, query, state, PAGE_SIZE)).pagingState;
    }
    calls.set(`${name}, tenth page`, (ours) => page(ours, query, state, 1));
  }
  calls.set('a prefix', async (ours) => {
    const { suggestions } = await ours.call(Search.getQuerySuggestions, {
      query: PREFIX,
      pageSize: PAGE_SIZE,
    });
    if (suggestions.length !== PAGE_SIZE) throw new Error(`${suggestions.length} suggestions are no page`);
  });
  return calls;
}

async function page(server: GrpcClient, query: string, pagingState: string, atLeast: number) {
  const answer = await server.call(Search.searchVideos, { query, pageSize: PAGE_SIZE, pagingState });
  if (answer.videos.length < atLeast) throw new Error(`${query} has ${answer.videos.length} hits`);
  return answer;
}
