import { pause } from '@killrvideo/core';
import { grpcClient, type GrpcClient } from '@killrvideo/grpc-client';

import { bundleOf } from '../../workspace/build-apps';
import { startServer, type ServerProcess } from '../../workspace/server-process';
import { benchDatabase } from '../bench-database';
import { bundleServer } from '../bundle-server';
import type { Extent } from '../measure';
import { metricOf } from '../metric-of';
import { takeTurns } from '../take-turns';
import { fillCatalogue } from './fill-catalogue';
import { bareRead, queries } from './queries';
import { searchSection, type CostOfQuery, type CostOfSearch } from './search-section';

export const APPS = ['videos', 'search'];

const SIZES = [10_000, 100_000];
const CALLERS = 8;
const WANTED =
  'events_rebuild_wanted{service="search",type="killrvideo.video_catalog.events.YouTubeVideoAdded"}';
const LOOK_EVERY_MS = 1000;
const INDEXED_WITHIN_MS = 1_800_000;
const CONNECT_WITHIN_MS = 30_000;

/** What searches cost in a small and in a large catalogue, beside a bare read; a section in Markdown. */
export async function costOfSearch(
  environment: Readonly<Record<string, string>>,
  extent: Extent,
): Promise<string> {
  const costs: CostOfSearch[] = [];
  for (const videos of SIZES) {
    const own = { ...environment, KILLRVIDEO_CASSANDRA_KEYSPACE: `bench_search_${videos}` };
    costs.push(await measureWith(videos, own, extent));
  }
  return searchSection(costs, CALLERS, extent);
}

async function measureWith(
  videos: number,
  environment: Readonly<Record<string, string>>,
  extent: Extent,
): Promise<CostOfSearch> {
  const running: { stop(): Promise<void> }[] = [];
  const started = async (script: string): Promise<ServerProcess> => {
    const server = await startServer(script, environment);
    running.unshift(server);
    return server;
  };
  const clientOf = ({ address }: ServerProcess): GrpcClient => {
    const client = grpcClient([address]);
    running.unshift({ stop: async () => client.close() });
    return client;
  };
  try {
    await (await started(bundleOf('videos'))).ready(); // it makes the tables
    await filled(videos, environment);
    const begunAt = performance.now();
    const search = await started(bundleOf('search'));
    await search.ready();
    await indexed(search, videos);
    const indexedSeconds = (performance.now() - begunAt) / 1000;
    const bare = await started(await bundleServer('bare/search'));
    const [ours, beside] = [clientOf(search), clientOf(bare)];
    await beside.connected(CONNECT_WITHIN_MS);
    const byQuery: CostOfQuery[] = [];
    for (const [query, call] of await queries(ours)) {
      const contestants = {
        bare: { pid: bare.pid, call: () => bareRead(beside) },
        ours: { pid: search.pid, call: () => call(ours) },
      };
      const what = `search, ${videos} videos: ${query}`;
      byQuery.push({ query, ...(await takeTurns(what, contestants, extent, CALLERS)) });
    }
    return { videos, indexedSeconds, byQuery };
  } finally {
    for (const each of running) await each.stop();
  }
}

async function filled(videos: number, environment: Readonly<Record<string, string>>): Promise<void> {
  const cassandra = await benchDatabase(environment);
  try {
    await fillCatalogue(cassandra, videos);
  } finally {
    await cassandra.shutdown();
  }
}

/** Resolves when search has heard of everything that was there before it. */
async function indexed(search: ServerProcess, videos: number): Promise<void> {
  const deadline = performance.now() + INDEXED_WITHIN_MS;
  while ((await metricOf(search, WANTED)) !== 0) {
    if (performance.now() > deadline) throw new Error(`the index of ${videos} videos takes too long`);
    await pause(LOOK_EVERY_MS);
  }
  console.log(`search: ${videos} videos indexed`);
}
