import { grpcClient } from '@killrvideo/grpc-client';

import { bundleOf } from '../workspace/build-apps';
import { startServer } from '../workspace/server-process';
import { bundleServer } from './bundle-server';
import { residentMiB } from './cpu-time';
import { medianOf, type Extent } from './measure';
import type { Comparison, Footprint } from './report';
import type { Subject } from './subjects/subject';
import { takeTurns } from './take-turns';

/** The bare server says nowhere that it is ready. */
const CONNECT_WITHIN_MS = 30_000;

/** Measures the calls of a service against its bare server, both as processes on the same Cassandra, in turns. */
export async function compareWithBare(
  { app, prepare }: Subject,
  environment: Readonly<Record<string, string>>,
  extent: Extent,
): Promise<{ comparisons: Comparison[]; footprint: Footprint }> {
  // The first start makes the tables; the one that is measured is an ordinary one.
  const first = await startServer(bundleOf(app), environment);
  await first.ready();
  await first.stop();
  const startedAt = performance.now();
  const ours = await startServer(bundleOf(app), environment);
  await ours.ready();
  const footprint = { app, readyAfterMs: performance.now() - startedAt, residentMiB: residentMiB(ours.pid) };

  const bare = await startServer(await bundleServer(`bare/${app}`), environment);
  const clients = { bare: grpcClient([bare.address]), ours: grpcClient([ours.address]) };
  await clients.bare.connected(CONNECT_WITHIN_MS);
  const comparisons: Comparison[] = [];
  for (const [rpc, call] of Object.entries(await prepare(clients.ours))) {
    const contestants = {
      bare: { pid: bare.pid, call: () => call(clients.bare) },
      ours: { pid: ours.pid, call: () => call(clients.ours) },
    };
    const measured = await takeTurns(rpc, contestants, extent);
    comparisons.push({ rpc, bare: medianOf(measured.bare), ours: medianOf(measured.ours) });
  }
  clients.bare.close();
  clients.ours.close();
  await Promise.all([bare.stop(), ours.stop()]);
  return { comparisons, footprint };
}
