import { Cells } from './cells.testing';
import type { Neighbour, NeighboursStore } from './neighbours-store';

/** Kept neighbours in memory, with the write times that Cassandra has. */
export function neighboursInMemory(): NeighboursStore {
  const rows = new Cells<readonly Neighbour[]>();
  return {
    async kept(videoIds) {
      return new Map(
        videoIds.flatMap((videoId): [string, readonly Neighbour[]][] => {
          const kept = rows.get(videoId);
          return kept === undefined ? [] : [[videoId, kept]];
        }),
      );
    },
    keep: async (videoId, neighbours, asOf) => rows.write(videoId, neighbours, asOf),
    async drop(videoIds, asOf) {
      for (const videoId of videoIds) rows.write(videoId, undefined, asOf);
    },
  };
}
