import { cpuTimeMs } from './cpu-time';

/** One server under measurement and how to call it once. */
export interface Contestant {
  readonly pid: number;
  readonly call: () => Promise<unknown>;
}

/** One round: what a call cost. */
export interface Round {
  /** CPU of the server process per call, user and system, in microseconds. */
  readonly cpuMicros: number;
  /** Latency that the caller saw, in milliseconds. */
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** How much is measured. */
export interface Extent {
  readonly rounds: number;
  /** Calls in each round. */
  readonly calls: number;
}

const IN_FLIGHT = 32;

/** Makes `calls` calls, so many in flight at any time. A call that fails ends the benchmark: it would be no measure. */
export async function measureRound(
  { pid, call }: Contestant,
  calls: number,
  inFlight = IN_FLIGHT,
): Promise<Round> {
  const latencies: number[] = [];
  const cpuBefore = cpuTimeMs(pid);
  let begun = 0;
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (begun++ < calls) {
        const start = performance.now();
        await call();
        latencies.push(performance.now() - start);
      }
    }),
  );
  const cpuMicros = ((cpuTimeMs(pid) - cpuBefore) * 1000) / calls;
  latencies.sort((a, b) => a - b);
  return { cpuMicros, p50Ms: quantile(latencies, 0.5), p99Ms: quantile(latencies, 0.99) };
}

/** The median of each figure over all rounds. */
export function medianOf(rounds: readonly Round[]): Round {
  const over = (figure: (round: Round) => number) => median(rounds.map(figure));
  return {
    cpuMicros: over((round) => round.cpuMicros),
    p50Ms: over((round) => round.p50Ms),
    p99Ms: over((round) => round.p99Ms),
  };
}

export function median(numbers: readonly number[]): number {
  return quantile(
    [...numbers].sort((a, b) => a - b),
    0.5,
  );
}

function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? NaN;
}
