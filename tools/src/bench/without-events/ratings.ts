// Ratings as it wrote before it published events: group commit and a conditional batch, without the time of a rating.
// Only first ratings by new users, of videos that others have rated and that no other process rates just then.
import { bigintColumn, conditional, idempotent, notIdempotent, type Cassandra } from '@killrvideo/cassandra';
import { checked, DomainError, ownCall, type CallContext, type Log } from '@killrvideo/core';
import { grpcService } from '@killrvideo/grpc';
import { descriptorSet, RatingsServiceService, type RateVideoRequest } from '@killrvideo/proto/ratings';
import { runProcess, serviceModule, tables } from '@killrvideo/runtime';

import { groupCommit } from './group-commit';
import { notMeasured } from './not-measured';
import schema from './ratings.cql';

const SELECT_SUM = idempotent(
  'SELECT DISTINCT videoid, ratings_count, ratings_total FROM video_ratings_by_user WHERE videoid = ?',
);
const UPDATE_STARS = conditional(
  'UPDATE video_ratings_by_user SET rating = ? WHERE videoid = ? AND userid = ? IF rating = ?',
);
const UPDATE_SUM = conditional(
  'UPDATE video_ratings_by_user SET ratings_count = ?, ratings_total = ? WHERE videoid = ? ' +
    'IF ratings_count = ? AND ratings_total = ?',
);
const MIRROR = notIdempotent(
  'UPDATE video_ratings SET rating_counter = rating_counter + ?, rating_total = rating_total + ? WHERE videoid = ?',
);
const MIRROR_WITHIN_MS = 15_000;

function storeRatings(cassandra: Cassandra, log: Log) {
  const mirror = async (videoId: string, count: bigint, total: bigint): Promise<void> => {
    const call = ownCall('mirror', performance.now() + MIRROR_WITHIN_MS);
    try {
      await cassandra.write({ statement: MIRROR, params: [count, total, videoId] }, call);
    } catch (error) {
      log.warn({ err: error, videoId }, 'the counters of a video may differ from its ratings');
    } finally {
      call.end();
    }
  };

  return async (videoId: string, stars: ReadonlyMap<string, number>, call: CallContext): Promise<void> => {
    const [row] = await cassandra.rows(SELECT_SUM, [videoId], call);
    if (row === undefined) throw new DomainError('not-found', 'nobody has rated this video yet');
    const [count, total] = [bigintColumn(row, 'ratings_count'), bigintColumn(row, 'ratings_total')];
    const added = {
      count: BigInt(stars.size),
      total: BigInt([...stars.values()].reduce((sum, each) => sum + each)),
    };
    const { applied } = await cassandra.writeIf(
      [
        ...[...stars].map(([userId, given]) => ({
          statement: UPDATE_STARS,
          params: [given, videoId, userId, null],
        })),
        {
          statement: UPDATE_SUM,
          params: [count + added.count, total + added.total, videoId, count, total],
        },
      ],
      call,
    );
    if (!applied)
      throw new DomainError('failed-precondition', 'somebody else has rated this video meanwhile');
    void mirror(videoId, added.count, added.total);
  };
}

function rateVideo(rate: ReturnType<typeof groupCommit>) {
  return async (request: RateVideoRequest, call: CallContext) => {
    const rating = checked((field) => ({
      videoId: field.uuid('video_id', request.videoId?.value),
      userId: field.uuid('user_id', request.userId?.value),
      stars: field.integer('rating', request.rating, { min: 1, max: 5 }),
    }));
    await rate(rating, call);
    return {};
  };
}

const ratings = serviceModule({
  name: 'ratings',
  needs: { cassandra: tables(schema) },
  compose: ({ cassandra, log }) => {
    const handlers = {
      rateVideo: rateVideo(groupCommit(storeRatings(cassandra, log))),
      getRating: notMeasured,
      getUserRating: notMeasured,
    };
    return { services: [grpcService(RatingsServiceService, handlers, { descriptorSet })] };
  },
});

void runProcess({ name: 'ratings', metadata: { ports: { grpc: 0, admin: 0 } } }, [ratings]);
