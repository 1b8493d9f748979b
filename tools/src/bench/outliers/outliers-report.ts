import type { Round } from '../measure';
import type { LargeCallsResult } from './large-calls';

/** What was measured of one server at one size. */
export interface PeerFigures extends Round {
  /** Calls a second of eight callers, in those of one. */
  readonly gain: number;
  /** The most memory that the process had in RAM so far. */
  readonly peakMiB: number;
}

/** Detect at one size, of the Python server and of ours. */
export interface PeerComparison {
  readonly metrics: number;
  readonly bytes: number;
  readonly python: PeerFigures;
  readonly ours: PeerFigures;
}

/** Detect at every size; or why there was nothing to compare it with. */
export type BesidePython =
  | { readonly problem: string }
  | {
      readonly comparisons: readonly PeerComparison[];
      readonly rounds: number;
      readonly longestDelayMs: number;
    };

export function besidePythonSection(result: BesidePython): string {
  return `## What Detect costs beside the Python server

The server that people know: Python with grpcio, protobuf and numpy (\`tools/src/bench/outliers/peer.py\`), its limit of
4 MiB a message lifted.
${'problem' in result ? `\nNot measured here: ${result.problem}\n` : tableOf(result)}`;
}

function tableOf({
  comparisons,
  rounds,
  longestDelayMs,
}: Exclude<BesidePython, { problem: string }>): string {
  const rows = comparisons.map(({ metrics, bytes, python, ours }) => {
    const pair = (figure: (of: PeerFigures) => number, digits: number) =>
      `${figure(python).toFixed(digits)} → ${figure(ours).toFixed(digits)}`;
    const ratio = (figure: (of: PeerFigures) => number) => (figure(ours) / figure(python)).toFixed(2);
    const cells = [
      `${metrics.toLocaleString('en')} (${(bytes / 2 ** 20).toFixed(1)} MiB)`,
      pair(({ cpuMicros }) => cpuMicros / 1000, 2),
      `**${ratio(({ cpuMicros }) => cpuMicros)}**`,
      pair(({ p50Ms }) => p50Ms, 2),
      ratio(({ p50Ms }) => p50Ms),
      pair(({ gain }) => gain, 2),
      pair(({ peakMiB }) => peakMiB, 0),
      ratio(({ peakMiB }) => peakMiB),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return `Both take turns: ${rounds} rounds, requests that are encoded beforehand, first from one caller, then from eight, each
with a connection of its own. CPU and p50 are those of one caller; the gain says how many times as many calls a second
eight callers get. Memory is the highest so far, so that only the last line's is that of a size alone.

| metrics | CPU ms a call, Python → ours | ratio | p50 ms | ratio | gain of 8 callers | peak MiB | ratio |
| --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

The aims are CPU ratios of at most 0.5, 0.25, 0.25 and 0.25, 0.67 of the memory at a million, and a gain of 1.5.

A request of a million metrics holds our event loop for at most ${longestDelayMs.toFixed(0)} ms at a time (aim: 50).
`;
}

export function largeCallsSection(result: LargeCallsResult): string {
  const { calls, bytes, limitMiB, isEnforced, peakMiB, seconds, smallCalls, slowestSmallMs } = result;
  const limit = isEnforced
    ? `The kernel ends the process should it need more than ${limitMiB} MiB (a control group)`
    : `No limit of memory could be set here; the process should stay below ${limitMiB} MiB`;
  return `## Many large calls at once

${calls} callers send ${(bytes / 1e6).toFixed(0)} MB each at the same time, and one more sends a thousand metrics again and again. ${limit}.

All ${calls} were answered within ${seconds.toFixed(1)} s, and ${smallCalls} small calls meanwhile, the slowest after ${slowestSmallMs.toFixed(0)} ms. At most ${peakMiB.toFixed(0)} MiB
of the process were in RAM.
`;
}
