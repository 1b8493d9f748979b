import { idempotent, uuidColumn, uuidListColumn, type Cassandra, type Row } from '@killrvideo/cassandra';

import type { Neighbour, NeighboursStore } from '../domain/neighbours-store';

/** A day: how many like the neighbours themselves is followed within it. */
const KEPT_SECONDS = 24 * 3600;

const INSERT = idempotent(
  'INSERT INTO suggested_videos_neighbours (videoid, neighbours, added_dates, similarities, shared) ' +
    'VALUES (?, ?, ?, ?, ?) USING TIMESTAMP ? AND TTL ?',
);
const DELETE = idempotent('DELETE FROM suggested_videos_neighbours USING TIMESTAMP ? WHERE videoid IN ?');
const SELECT = idempotent(
  'SELECT videoid, neighbours, added_dates, similarities, shared FROM suggested_videos_neighbours WHERE videoid IN ?',
);

/** Neighbours that are kept: a row for each video, that Cassandra's write times void when they are dropped. */
export function cassandraNeighboursStore(cassandra: Cassandra): NeighboursStore {
  return {
    async kept(videoIds, call) {
      if (videoIds.length === 0) return new Map();
      const rows = await cassandra.rows(SELECT, [videoIds], call);
      return new Map(rows.map((row) => [uuidColumn(row, 'videoid') ?? '', neighboursIn(row)]));
    },
    keep: (videoId, neighbours, asOf, call) =>
      cassandra.write(
        {
          statement: INSERT,
          params: [
            videoId,
            neighbours.map((each) => each.videoId),
            neighbours.map((each) => each.addedDate),
            neighbours.map((each) => each.similarity),
            neighbours.map((each) => each.shared),
            asOf,
            KEPT_SECONDS,
          ],
        },
        call,
      ),
    drop: (videoIds, asOf, call) => cassandra.write({ statement: DELETE, params: [asOf, videoIds] }, call),
  };
}

function neighboursIn(row: Row): Neighbour[] {
  const list = <T>(name: string): readonly T[] => (row[name] as readonly T[] | null) ?? [];
  const [dates, similarities, shared] = [
    list<bigint>('added_dates'),
    list<number>('similarities'),
    list<number>('shared'),
  ];
  return uuidListColumn(row, 'neighbours').map((videoId, at) => ({
    ...{ videoId, addedDate: dates[at] ?? 0n },
    ...{ similarity: similarities[at] ?? 0, shared: shared[at] ?? 0 },
  }));
}
