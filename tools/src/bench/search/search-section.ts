import { median, type Extent, type Round } from '../measure';

/** What one query cost, and a bare read in the same rounds. */
export interface CostOfQuery {
  readonly query: string;
  readonly bare: readonly Round[];
  readonly ours: readonly Round[];
}

/** What queries cost in a catalogue of so many videos. */
export interface CostOfSearch {
  readonly videos: number;
  /** From the start of search until it had heard of them all. */
  readonly indexedSeconds: number;
  readonly byQuery: readonly CostOfQuery[];
}

export function searchSection(costs: readonly CostOfSearch[], callers: number, extent: Extent): string {
  const date = new Date().toISOString().slice(0, 10);
  const [small, large] = costs;
  if (small === undefined || large === undefined)
    throw new Error('a small and a large catalogue are compared');
  const rows = large.byQuery.map((cost, at) => rowOf(cost, small.byQuery[at]));
  const indexed = costs.map(
    ({ videos, indexedSeconds }) =>
      `${shown(videos)} videos in ${indexedSeconds.toFixed(0)} s (${shown(Math.round(videos / indexedSeconds))} a second)`,
  );
  return `## What a search costs

Videos with words by Zipf's law (name 5, tags 3, description 20 of 30,000) and some planted ones, the same in every run, written
by CQL past the services; search builds its index of them from the history that \`videos\` tells: ${indexed.join(', ')}.
Pages of 10, ${callers} callers, ${extent.rounds} rounds of ${extent.calls} calls each, in turns with a bare read (${date}): one SELECT of ten
rows of one partition by a server that does nothing else. Previews come from \`videos\` by gRPC. Figures are medians over the rounds,
ratios medians of the rounds'; ms are those of ${shown(large.videos)} videos.

| search | p50 ms | p99 ms | p99 of a bare read | ratio | CPU µs | p50 at ${shown(large.videos)} ÷ ${shown(small.videos)} videos |
| --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

The aim is a p99 of at most 6 times that of the bare read, and a cost that grows by at most 1.5 times with ten times as many videos.
`;
}

function rowOf({ query, bare, ours }: CostOfQuery, small: CostOfQuery | undefined): string {
  const of = (rounds: readonly Round[], figure: (round: Round) => number) => median(rounds.map(figure));
  const p50 = ({ p50Ms }: Round) => p50Ms;
  const p99 = ({ p99Ms }: Round) => p99Ms;
  const cells = [
    query,
    of(ours, p50).toFixed(1),
    of(ours, p99).toFixed(1),
    of(bare, p99).toFixed(1),
    `**${median(ours.map((round, at) => round.p99Ms / (bare[at]?.p99Ms ?? NaN))).toFixed(2)}**`,
    of(ours, ({ cpuMicros }) => cpuMicros).toFixed(0),
    `**${(growth(ours, bare) / growth(small?.ours ?? [], small?.bare ?? [])).toFixed(2)}**`,
  ];
  return `| ${cells.join(' | ')} |`;
}

/** In units of the bare read of the same rounds: the two catalogues are measured minutes apart. */
function growth(ours: readonly Round[], bare: readonly Round[]): number {
  return median(ours.map((round, at) => round.p50Ms / (bare[at]?.p50Ms ?? NaN)));
}

function shown(count: number): string {
  return count.toLocaleString('en-US');
}
