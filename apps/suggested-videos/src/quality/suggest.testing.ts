// What the service suggests to users who have given certain ratings, and what exact item-kNN does: a process that reads
// them as JSON on stdin and says the answer as JSON on stdout (`npm run bench -- suggestions`).
import { json } from 'node:stream/consumers';

import type { Rating } from '../domain/rating';
import { exactItemKnn } from './exact-item-knn.testing';
import { serviceInMemory } from './service-in-memory.testing';

/** Ratings are in the order of their times, one of a user for a video. */
interface Question {
  readonly videoIds: readonly string[];
  readonly ratings: readonly Rating[];
  readonly userIds: readonly string[];
  readonly size: number;
}

/** Ids of videos for each of the users, best first; and seconds that the service took for all. */
interface Answer {
  readonly suggested: readonly string[][];
  readonly exact: readonly string[][];
  readonly noteSeconds: number;
  readonly suggestSeconds: number;
}

async function answerTo({ videoIds, ratings, userIds, size }: Question): Promise<Answer> {
  const service = serviceInMemory(videoIds);
  const begunAt = performance.now();
  await service.note(ratings);
  const notedAt = performance.now();
  const suggested: string[][] = [];
  for (const userId of userIds) suggested.push(await service.suggestedFor(userId, size));
  const suggestedAt = performance.now();
  const exactFor = exactItemKnn(ratings);
  return {
    suggested,
    exact: userIds.map((userId) => exactFor(userId, size)),
    noteSeconds: (notedAt - begunAt) / 1000,
    suggestSeconds: (suggestedAt - notedAt) / 1000,
  };
}

void json(process.stdin)
  .then((question) => answerTo(question as Question))
  .then((answer) => process.stdout.write(JSON.stringify(answer)));
