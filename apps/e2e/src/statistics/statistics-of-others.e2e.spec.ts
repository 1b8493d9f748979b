import { randomUUID } from 'node:crypto';

import { StatisticsServiceService as Statistics } from '@killrvideo/proto/statistics';
import { status } from '@grpc/grpc-js';
import { types } from 'cassandra-driver';

import { cassandraOf } from '../world/cassandra';
import { callerOf, deploymentsOf } from '../world/world';

const id = (value: string) => ({ value });
const MAX_COUNTER = 2n ** 63n - 1n;

it.each(deploymentsOf('statistics'))('StatisticsService of %s shows counters of any value', async (app) => {
  const [statistics, cassandra] = [await callerOf('StatisticsService', app), await cassandraOf()];
  const counted = [-7n, 0n, MAX_COUNTER, -(2n ** 63n)].map((views) => ({ videoId: id(randomUUID()), views }));
  const add = 'UPDATE video_playback_stats SET views = views + ? WHERE videoid = ?';
  for (const { videoId, views } of counted) {
    const params = [types.Long.fromString(String(views)), videoId.value];
    await cassandra.execute(add, params, { prepare: true });
  }
  const deleted = id(randomUUID());
  await cassandra.execute(add, [types.Long.fromNumber(3), deleted.value], { prepare: true });
  await cassandra.execute('DELETE views FROM video_playback_stats WHERE videoid = ?', [deleted.value]);
  await cassandra.shutdown();

  const expected = [...counted, { videoId: deleted, views: 0n }];
  const videoIds = expected.map(({ videoId }) => videoId);
  expect(await statistics.call(Statistics.getNumberOfPlays, { videoIds })).toMatchObject({
    code: status.OK,
    response: { stats: expected },
  });
  statistics.close();
});
