import { grpcClient, type GrpcClient } from '@killrvideo/grpc-client';

import { bundleOf } from '../../workspace/build-apps';
import { startServer, type ServerProcess } from '../../workspace/server-process';
import { bundleServer } from '../bundle-server';
import { measureRound, type Contestant, type Extent } from '../measure';
import { metricOf } from '../metric-of';
import { comments } from '../subjects/comments';
import { ratings } from '../subjects/ratings';
import type { Subject } from '../subjects/subject';
import { consumerGroup, type ConsumerGroup } from './consumer-group';
import { eventsSection } from './events-section';
import { cpuMicros, measureWrites, medianRatio, type WriteCost } from './measure-writes';
import { WAYS, type CostOfEvents, type Way } from './ways';

/** A write whose service publishes what has happened. */
interface PublishedWrite {
  readonly rpc: string;
  readonly subject: Subject;
}

const WRITES: readonly PublishedWrite[] = [
  { rpc: 'CommentOnVideo', subject: comments },
  { rpc: 'RateVideo', subject: ratings },
];

/** A server that is measured, and what calls it. */
interface Started {
  readonly server: ServerProcess;
  readonly client: GrpcClient;
}

/** ADR 024: a server is faster before the first full collection of its garbage. */
const FULL_COLLECTIONS = 'nodejs_gc_duration_seconds_count{kind="major"}';
const CALLS_BETWEEN_LOOKS = 1000;
const MAX_CALLS_OF_WARM_UP = 50_000;

/** What events add to writes of comments and ratings; a section in Markdown. */
export async function costOfEvents(
  environment: Readonly<Record<string, string>>,
  databasePid: number,
  extent: Extent,
): Promise<string> {
  const costs: CostOfEvents[] = [];
  for (const write of WRITES) costs.push(await measure(write, environment, databasePid, extent));
  return eventsSection(costs, extent);
}

async function measure(
  { rpc, subject: { app, prepare } }: PublishedWrite,
  environment: Readonly<Record<string, string>>,
  databasePid: number,
  extent: Extent,
): Promise<CostOfEvents> {
  const running: { stop(): Promise<void> }[] = [];
  const started = async (script: string): Promise<Started> => {
    const server = await startServer(script, environment);
    const client = grpcClient([server.address]);
    running.push(server, { stop: async () => client.close() });
    await server.ready();
    return { server, client };
  };
  try {
    const today = await started(bundleOf(app)); // the first: it makes the tables
    const before = await started(await bundleServer(`without-events/${app}`));
    const group = await consumerGroup(app, today.server, environment);
    running.push(group);
    await group.appear();
    const call = (await prepare(today.client))[rpc];
    if (call === undefined) throw new Error(`${app} has no call ${rpc}`);
    const contestantOf = ({ server: { pid }, client }: Started) => ({ pid, call: () => call(client) });
    const contestants = { today: contestantOf(today), before: contestantOf(before) };
    await warmUp(contestants.before, before.server);
    await warmUp(contestants.today, today.server);
    console.log(`events, ${rpc}: warmed up`);
    return { rpc, ...(await takeTurns(rpc, contestants, group, databasePid, extent)) };
  } finally {
    await Promise.all(running.map((each) => each.stop()));
  }
}

/** Calls the server until it has had a full collection. */
async function warmUp(contestant: Contestant, server: ServerProcess): Promise<void> {
  const collections = async () => (await metricOf(server, FULL_COLLECTIONS)) ?? 0;
  const atFirst = await collections();
  for (let calls = 0; (await collections()) === atFirst; calls += CALLS_BETWEEN_LOOKS) {
    if (calls >= MAX_CALLS_OF_WARM_UP) throw new Error(`no full collection within ${calls} calls`);
    await measureRound(contestant, CALLS_BETWEEN_LOOKS);
  }
}

/** Each round takes the turns of the one before in reverse, so none is always the first, and the group moves once a round. */
async function takeTurns(
  rpc: string,
  contestants: { readonly before: Contestant; readonly today: Contestant },
  group: ConsumerGroup,
  databasePid: number,
  { rounds, calls }: Extent,
): Promise<Omit<CostOfEvents, 'rpc'>> {
  const measured: Record<Way, WriteCost[]> = { without: [], there: [], away: [] };
  let consumerMs = 0;
  for (let round = 1; round <= rounds; round++) {
    for (const way of round % 2 === 1 ? WAYS : [...WAYS].reverse()) {
      await (way === 'away' ? group.stop() : group.appear());
      const [takenBefore, cpuBefore] = way === 'there' ? [await group.taken(), group.cpuMs()] : [0, 0];
      const service = way === 'without' ? contestants.before : contestants.today;
      measured[way].push(await measureWrites(service, databasePid, calls));
      if (way === 'there') {
        await group.appear(); // has all
        consumerMs += group.cpuMs() - cpuBefore;
        const taken = (await group.taken()) - takenBefore;
        if (taken < calls) throw new Error(`the group took ${taken} of ${calls} events: that is no measure`);
      }
    }
    console.log(`events, ${rpc}: round ${round} of ${rounds}, ${inShort(measured)}`);
  }
  return { ...measured, consumerMicros: (consumerMs * 1000) / (rounds * calls) };
}

/** How the last round went. */
function inShort({ without, there, away }: Record<Way, readonly WriteCost[]>): string {
  const last = (costs: readonly WriteCost[]) => costs.slice(-1);
  const cpu = medianRatio(last(there), last(without), cpuMicros);
  const p99 = medianRatio(last(away), last(there), ({ p99Ms }) => p99Ms);
  return `CPU × ${cpu.toFixed(2)}, p99 with the group away × ${p99.toFixed(2)}`;
}
