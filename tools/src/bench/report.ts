import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';

import { workspaceRoot } from '../workspace/workspace-root';
import type { Extent, Round } from './measure';

const FILE = join(workspaceRoot, 'docs/benchmarks.md');
const FORMAT_TIMEOUT_MS = 30_000;

/** What was measured of one rpc: medians over the rounds of the bare handler and of ours. */
export interface Comparison {
  readonly rpc: string;
  readonly bare: Round;
  readonly ours: Round;
}

/** What a service costs before its first call. */
export interface Footprint {
  readonly app: string;
  readonly residentMiB: number;
  readonly readyAfterMs: number;
}

/** The results as a Markdown page, ratios last: only they can be compared between machines. */
export function report(
  comparisons: readonly Comparison[],
  footprints: readonly Footprint[],
  { rounds, calls }: Extent,
): string {
  const date = new Date().toISOString().slice(0, 10);
  const machine = `${cpus()[0]?.model.trim() ?? 'unknown CPU'} × ${cpus().length}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}, Node ${process.versions.node}`;
  const rows = comparisons.map(({ rpc, bare, ours }) =>
    row([
      rpc,
      `${bare.cpuMicros.toFixed(0)} → ${ours.cpuMicros.toFixed(0)}`,
      `**${(ours.cpuMicros / bare.cpuMicros).toFixed(2)}**`,
      `${bare.p50Ms.toFixed(1)} → ${ours.p50Ms.toFixed(1)}`,
      (ours.p50Ms / bare.p50Ms).toFixed(2),
      `${bare.p99Ms.toFixed(1)} → ${ours.p99Ms.toFixed(1)}`,
      (ours.p99Ms / bare.p99Ms).toFixed(2),
    ]),
  );
  return `# Benchmarks

Written by \`npm run bench\` on ${date}: ${machine}.

## What a call costs beside a bare handler

A bare handler (\`tools/src/bench/bare\`) is grpc-js and cassandra-driver with the same driver
options, statements and decoding, and nothing else: no checks, deadlines, paging states, metrics, log, health or error
mapping, and no events: a comment's rows go in a logged batch there, beside no outbox. Both servers run side by side on the same Cassandra and take turns: ${rounds} rounds of ${calls} calls each, 32 calls in
flight; each figure is the median over the rounds (the first, a warm-up, is left out). CPU is user + system time of
the server process.

| rpc | CPU µs a call, bare → ours | ratio | p50 ms | ratio | p99 ms | ratio |
| --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

The aim is a CPU ratio of at most 1.2.

## What a service costs before its first call

Memory in RAM when it is ready (aim: 110 MB = 105 MiB), and the time from its start to ready, Cassandra and its tables
being there (aim: 3 s).

| service | memory | ready after |
| --- | --- | --- |
${footprints
  .map(({ app, residentMiB, readyAfterMs }) =>
    row([app, `${residentMiB.toFixed(0)} MiB`, `${(readyAfterMs / 1000).toFixed(1)} s`]),
  )
  .join('\n')}
`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Puts a section into the page in the place of that with its heading, or at the end; returns the page's file. */
export function keepSection(section: string): string {
  const heading = section.slice(0, section.indexOf('\n'));
  const parts = readFileSync(FILE, 'utf8').split(/^(?=## )/m);
  const place = parts.findIndex((part) => part.startsWith(`${heading}\n`));
  if (place === -1) parts.push(`\n${section}`);
  else parts[place] = `${section}\n`;
  return keepReport(parts.join(''));
}

/** Writes the page as `npm run check` wants every page to look; returns its file. */
export function keepReport(page: string): string {
  writeFileSync(FILE, page);
  execFileSync('node_modules/.bin/prettier', ['--write', '--log-level', 'warn', FILE], {
    cwd: workspaceRoot,
    timeout: FORMAT_TIMEOUT_MS,
  });
  return FILE;
}
