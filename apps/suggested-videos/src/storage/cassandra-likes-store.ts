import type { Cassandra } from '@killrvideo/cassandra';
import { concurrently } from '@killrvideo/core';

import type { LikesStore } from '../domain/likes-store';
import { likeDelete, likeWrite, newestLikes, ratingDelete, ratingsOf, ratingWrite } from './like-rows';
import { countsOf, countWrite, likerDelete, likersOf, likerWrite } from './liker-rows';

const FORGOTTEN_AT_ONCE = 16;

/** Who likes what, in a table for each question that is asked; each row is written at the time of its rating. */
export function cassandraLikesStore(cassandra: Cassandra): LikesStore {
  return {
    ratings: (userId, videoIds, call) => ratingsOf(cassandra, userId, videoIds, call),
    async put(rating, before, call) {
      const replaced = before !== undefined && before.at !== rating.at ? [likeDelete(before)] : [];
      await cassandra.writeUnlogged([...replaced, likeWrite(rating), likerWrite(rating)], call);
      await cassandra.write(ratingWrite(rating), call);
    },
    takeBack: (like, call) => cassandra.write(likeDelete(like), call),
    forget: (ratings, at, call) =>
      concurrently(ratings, FORGOTTEN_AT_ONCE, (rating) => {
        const before = at - 1n;
        const deletes = [likeDelete(rating), likerDelete(rating, before), ratingDelete(rating, before)];
        return cassandra.writeUnlogged(deletes, call);
      }),

    newest: (userIds, limit, call) => newestLikes(cassandra, userIds, limit, call),
    likers: (videoId, after, limit, call) => likersOf(cassandra, videoId, after, limit, call),

    putCount: (videoId, likers, at, call) => cassandra.write(countWrite(videoId, likers, at), call),
    counts: (videoIds, call) => countsOf(cassandra, videoIds, call),
  };
}
