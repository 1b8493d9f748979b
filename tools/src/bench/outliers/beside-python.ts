import { OutliersRequest } from '@killrvideo/proto/outliers';
import { grpcCaller, type GrpcCaller } from '@killrvideo/testing';
import { status } from '@grpc/grpc-js';

import { bundleOf } from '../../workspace/build-apps';
import { peakResidentMiB } from '../cpu-time';
import { measureRound, medianOf, type Round } from '../measure';
import { startServer, type ServerProcess } from '../server-process';
import { longestDelayMs } from './event-loop-delay';
import { sectionOf, type PeerComparison } from './outliers-report';
import { preparePython, startPython } from './python-peer';

const DETECT = '/pb.Outliers/Detect';

/** How many metrics a request has, and how often it is sent in one round by one caller. */
const SIZES = [
  { metrics: 1000, calls: 1000 },
  { metrics: 10_000, calls: 200 },
  { metrics: 100_000, calls: 30 },
  { metrics: 1_000_000, calls: 4 },
] as const;

const CONCURRENT_CALLERS = 8;
const WARM_UP_ROUNDS = 1;

interface Server {
  readonly process: ServerProcess;
  readonly caller: GrpcCaller;
}

/** What Detect costs beside the Python server that people know; a section in Markdown. */
export async function outliersBesidePython(rounds: number): Promise<string> {
  const { problem } = await preparePython();
  if (problem !== undefined) return sectionOf({ problem });
  const servers = {
    python: await connected(await startPython()),
    ours: await connected(
      await startServer(bundleOf('outliers'), { KILLRVIDEO_ETCD_ENDPOINTS: '127.0.0.1:1' }),
    ),
  };
  try {
    const comparisons: PeerComparison[] = [];
    for (const size of SIZES) comparisons.push(await compare(servers, size, rounds));
    const million = request(1_000_000);
    return sectionOf({
      comparisons,
      rounds,
      longestDelayMs: await longestDelayMs(servers.ours.process, () => detect(servers.ours, million)),
    });
  } finally {
    for (const { process, caller } of Object.values(servers)) {
      caller.close();
      await process.stop();
    }
  }
}

async function connected(process: ServerProcess): Promise<Server> {
  await process.ready();
  const caller = grpcCaller(process.address);
  await caller.untilConnected();
  return { process, caller };
}

async function compare(
  servers: { python: Server; ours: Server },
  { metrics, calls }: (typeof SIZES)[number],
  rounds: number,
): Promise<PeerComparison> {
  const bytes = request(metrics);
  const measured = { python: [] as Measured[], ours: [] as Measured[] };
  for (let round = 0; round < WARM_UP_ROUNDS + rounds; round++) {
    for (const name of round % 2 === 0 ? (['python', 'ours'] as const) : (['ours', 'python'] as const)) {
      const result = await measure(servers[name], bytes, calls);
      if (round >= WARM_UP_ROUNDS) measured[name].push(result);
    }
    console.log(`Detect, ${metrics} metrics: round ${round} of ${rounds}`);
  }
  const summary = (name: 'python' | 'ours') => ({
    ...medianOf(measured[name].map(({ alone }) => alone)),
    gain: median(measured[name].map(({ gain }) => gain)),
    peakMiB: peakResidentMiB(servers[name].process.pid),
  });
  return { metrics, bytes: bytes.length, python: summary('python'), ours: summary('ours') };
}

interface Measured {
  readonly alone: Round;
  /** Calls a second of eight callers, in those of one. */
  readonly gain: number;
}

async function measure(server: Server, bytes: Uint8Array, calls: number): Promise<Measured> {
  const contestant = { pid: server.process.pid, call: () => detect(server, bytes) };
  const begun = performance.now();
  const alone = await measureRound(contestant, calls, 1);
  const between = performance.now();
  await measureRound(contestant, calls, CONCURRENT_CALLERS);
  return { alone, gain: (between - begun) / (performance.now() - between) };
}

async function detect({ caller }: Server, bytes: Uint8Array): Promise<void> {
  const { code, details } = await caller.callBytes(DETECT, bytes);
  if (code !== status.OK) throw new Error(`Detect answered ${status[code]}: ${details}`);
}

/** As the public Go client makes them: uniform in [0, 40) and three outliers, a time in whole seconds, the name CPU. */
function request(length: number): Uint8Array {
  const metrics = Array.from({ length }, (_, at) => ({
    time: { seconds: 1_764_000_000n, nanos: 0 },
    name: 'CPU',
    value: [7, 113, 835].includes(at) ? 90 : (at * 7919.13) % 40,
  }));
  return OutliersRequest.encode({ metrics }).finish();
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}
