import { grpcClient } from '@killrvideo/grpc-client';

import { bundleOf } from '../../workspace/build-apps';
import { startServer, type ServerProcess } from '../../workspace/server-process';
import { peakResidentMiB } from '../cpu-time';
import { measureRound, median, medianOf, type Round } from '../measure';
import { DETECT, detectRequest } from './detect-request';
import { longestDelayMs } from './event-loop-delay';
import { framedCaller } from './framed-caller';
import type { PeerComparison } from './outliers-report';
import { startPython } from './python-peer';

/**
 * How many metrics a request has, and how often it is sent in one round: by one caller, and by eight, of whom each must
 * have several turns.
 */
const SIZES = [
  { metrics: 1000, alone: 1000, together: 2000 },
  { metrics: 10_000, alone: 200, together: 400 },
  { metrics: 100_000, alone: 30, together: 80 },
  { metrics: 1_000_000, alone: 4, together: 24 },
] as const;

const CONCURRENT_CALLERS = 8;
const WARM_UP_ROUNDS = 1;
/** The Python server says nowhere that it is ready. */
const CONNECT_WITHIN_MS = 30_000;

/** What Detect costs beside the Python server that people know, and how long it holds the event loop of ours. */
export async function besidePython(
  rounds: number,
): Promise<{ readonly comparisons: readonly PeerComparison[]; readonly longestDelayMs: number }> {
  const servers = {
    python: await startPython(),
    ours: await startServer(bundleOf('outliers'), { KILLRVIDEO_ETCD_ENDPOINTS: '127.0.0.1:1' }),
  };
  try {
    for (const server of Object.values(servers)) await untilItListens(server);
    const comparisons: PeerComparison[] = [];
    for (const size of SIZES) comparisons.push(await compare(servers, size, rounds));
    const caller = framedCaller(servers.ours.address, DETECT, detectRequest(1_000_000));
    const delay = await longestDelayMs(servers.ours, () => caller.call());
    caller.close();
    return { comparisons, longestDelayMs: delay };
  } finally {
    for (const server of Object.values(servers)) await server.stop();
  }
}

async function untilItListens(server: ServerProcess): Promise<void> {
  await server.ready();
  const client = grpcClient([server.address]);
  await client.connected(CONNECT_WITHIN_MS);
  client.close();
}

async function compare(
  servers: { readonly python: ServerProcess; readonly ours: ServerProcess },
  size: (typeof SIZES)[number],
  rounds: number,
): Promise<PeerComparison> {
  const bytes = detectRequest(size.metrics);
  const measured = { python: [] as Measured[], ours: [] as Measured[] };
  for (let round = 0; round < WARM_UP_ROUNDS + rounds; round++) {
    for (const name of round % 2 === 0 ? (['python', 'ours'] as const) : (['ours', 'python'] as const)) {
      const result = await measure(servers[name], bytes, size);
      if (round >= WARM_UP_ROUNDS) measured[name].push(result);
    }
    console.log(`Detect, ${size.metrics} metrics: round ${round} of ${rounds}`);
  }
  const summary = (name: 'python' | 'ours') => ({
    ...medianOf(measured[name].map(({ alone }) => alone)),
    gain: median(measured[name].map(({ gain }) => gain)),
    peakMiB: peakResidentMiB(servers[name].pid),
  });
  return { metrics: size.metrics, bytes: bytes.length, python: summary('python'), ours: summary('ours') };
}

interface Measured {
  readonly alone: Round;
  /** Calls a second of eight callers, in those of one. */
  readonly gain: number;
}

async function measure(
  { pid, address }: ServerProcess,
  bytes: Uint8Array,
  { alone: aloneCalls, together: togetherCalls }: (typeof SIZES)[number],
): Promise<Measured> {
  const callers = Array.from({ length: CONCURRENT_CALLERS }, () => framedCaller(address, DETECT, bytes));
  const idle = [...callers];
  const call = async (): Promise<void> => {
    const caller = idle.pop();
    if (caller === undefined) throw new Error('more calls at once than callers');
    await caller.call();
    idle.push(caller);
  };
  const begun = performance.now();
  const alone = await measureRound({ pid, call }, aloneCalls, 1);
  const between = performance.now();
  await measureRound({ pid, call }, togetherCalls, CONCURRENT_CALLERS);
  const [aloneMs, togetherMs] = [between - begun, performance.now() - between];
  for (const caller of callers) caller.close();
  return { alone, gain: togetherCalls / togetherMs / (aloneCalls / aloneMs) };
}
