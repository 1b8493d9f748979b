import { Cells } from './cells.testing';
import type { Neighbour, NeighboursStore } from './neighbours-store';

/** Kept neighbours in memory, with the write times that Cassandra has. `pause` is waited for before each write and read. */
export function neighboursInMemory(pause: () => Promise<void> = async () => {}): NeighboursStore {
  const rows = new Cells<readonly Neighbour[]>();
  return {
    async kept(videoIds) {
      await pause();
      return new Map(
        videoIds.flatMap((videoId): [string, readonly Neighbour[]][] => {
          const kept = rows.get(videoId);
          return kept === undefined ? [] : [[videoId, kept]];
        }),
      );
    },
    async keep(videoId, neighbours, asOf) {
      await pause();
      rows.write(videoId, neighbours, asOf);
    },
    async drop(videoIds, asOf) {
      await pause();
      for (const videoId of videoIds) rows.write(videoId, undefined, asOf);
    },
  };
}
