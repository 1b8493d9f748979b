import type { Extent } from '../measure';
import { cpuMicros, medianCost, medianRatio, type WriteCost } from './measure-writes';
import { WAYS, type CostOfEvents, type Way } from './ways';

const IN_WORDS: Readonly<Record<Way, string>> = {
  without: 'before it had events',
  there: 'with events, the group there',
  away: 'with events, the group away',
};

/** Ratios are of rounds, so they are not quite those of the medians beside them. */
export function eventsSection(costs: readonly CostOfEvents[], { rounds, calls }: Extent): string {
  const date = new Date().toISOString().slice(0, 10);
  const rows = costs.flatMap((cost) => WAYS.map((way) => rowOf(cost, way)));
  const p99s = costs.map((cost) => {
    const ratio = medianRatio(cost.away, cost.there, ({ p99Ms }) => p99Ms);
    return `**${ratio.toFixed(2)}** for ${cost.rpc}`;
  });
  const consumer = costs.map((cost) => `${cost.consumerMicros.toFixed(0)} µs for ${cost.rpc}`);
  return `## What events add to a write

The services as they wrote before they published events (\`tools/src/bench/without-events\`: a logged batch of a comment's two
rows; group commit and a conditional batch without the time of a rating) against the services as they are. All run side by
side on the same Cassandra and take turns, each round in the reverse order of the one before: ${rounds} rounds of ${calls} calls each,
32 in flight, once each server has had a full collection of its garbage (${date}). CPU is user + system time of all
threads, of the service and of Cassandra, until a moment after the last answer, when the group has everything. The group is
a process of its own that takes the events by gRPC and does nothing about them; its own CPU is not counted (${consumer.join(', ')}).
Away, it is subscribed and its process is not there. Figures are medians over the rounds, ratios medians of the rounds'.

| write | | CPU µs, service | Cassandra | together | ratio | p50 ms | p99 ms |
| --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

The aim is a CPU ratio of at most 1.40 with the group there. p99 with the group away is ${p99s.join(' and ')} of what it is with the
group there (aim: 0.8 to 1.25).
`;
}

function rowOf(cost: CostOfEvents, way: Way): string {
  const of = (figure: (cost: WriteCost) => number) => medianCost(cost[way], figure);
  const cells = [
    cost.rpc,
    IN_WORDS[way],
    of(({ producerMicros }) => producerMicros).toFixed(0),
    of(({ databaseMicros }) => databaseMicros).toFixed(0),
    of(cpuMicros).toFixed(0),
    `**${medianRatio(cost[way], cost.without, cpuMicros).toFixed(2)}**`,
    of(({ p50Ms }) => p50Ms).toFixed(1),
    of(({ p99Ms }) => p99Ms).toFixed(1),
  ];
  return `| ${cells.join(' | ')} |`;
}
