import { pause } from '@killrvideo/core';

import { cpuTimeMs } from '../cpu-time';
import { measureRound, median, type Contestant } from '../measure';

/** What follows an answer, such as the delivery of the last events, ends within this. */
const SETTLED_AFTER_MS = 200;

/** What a write costs in one round. */
export interface WriteCost {
  /** CPU of the service and of Cassandra, all threads, user and system, in microseconds. */
  readonly producerMicros: number;
  readonly databaseMicros: number;
  /** Latency that the caller saw, in milliseconds. */
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Makes `calls` writes, 32 in flight; what they leave to be done counts with them. */
export async function measureWrites(
  service: Contestant,
  databasePid: number,
  calls: number,
): Promise<WriteCost> {
  const used = () => ({ producer: cpuTimeMs(service.pid), database: cpuTimeMs(databasePid) });
  const before = used();
  const { p50Ms, p99Ms } = await measureRound(service, calls);
  await pause(SETTLED_AFTER_MS);
  const after = used();
  return {
    producerMicros: ((after.producer - before.producer) * 1000) / calls,
    databaseMicros: ((after.database - before.database) * 1000) / calls,
    p50Ms,
    p99Ms,
  };
}

/** Producer and database together. */
export function cpuMicros({ producerMicros, databaseMicros }: WriteCost): number {
  return producerMicros + databaseMicros;
}

/** The median of a figure over all rounds. */
export function medianCost(rounds: readonly WriteCost[], figure: (cost: WriteCost) => number): number {
  return median(rounds.map(figure));
}

/** The median of the ratios of a figure within each round: what changes from round to round changes both. */
export function medianRatio(
  rounds: readonly WriteCost[],
  to: readonly WriteCost[],
  figure: (cost: WriteCost) => number,
): number {
  return median(
    rounds.map((round, index) => {
      const other = to[index];
      return other === undefined ? NaN : figure(round) / figure(other);
    }),
  );
}
