import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { StackLease } from '@killrvideo/local-stack';

import { fillSampleData } from '../sample-data/fill-sample-data';
import { DEFAULT_SEED } from '../sample-data/plan/people';
import { progressLines } from '../sample-data/progress';
import { sampleVideos } from '../sample-data/read-arguments';
import { NEEDED_SERVICES } from '../sample-data/services/needed-services';
import { summary } from '../sample-data/summary';
import type { App } from '../workspace/apps';

/** In the folder of the databases, so that it goes with their data; when it is lost, a second run changes nothing. */
const MARKER = 'sample-data.json';
/** Registration follows readiness within a moment, or within a lease where an instance name is still held. */
const REGISTERED_WITHIN_MS = 30_000;

/** Whether the apps have all services that sample data goes through. */
export function hasNeededServices(apps: readonly App[]): boolean {
  const names = apps.map(({ name }) => name);
  return (
    apps.some(({ kind }) => kind === 'composition') ||
    Object.keys(NEEDED_SERVICES).every((service) => names.includes(service))
  );
}

/** Fills in the sample data unless that has been done for these databases. Never throws: services run without it. */
export async function fillOnce({
  stack,
  folder,
  say,
  signal,
}: {
  readonly stack: StackLease;
  /** Of the databases. */
  readonly folder: string;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}): Promise<void> {
  const marker = join(folder, MARKER);
  try {
    if (existsSync(marker)) return;
    // A Cassandra that was there before may be anybody's: nobody finds invented users in it without having asked.
    if ((await stack.databasePid('cassandra')) === undefined) {
      say('sample data: not filled into a Cassandra that was there before; `npm run sample-data` does that.');
      return;
    }
    say('sample data: filling it in; everything can be used meanwhile (--no-sample-data leaves it out)');
    const filled = await fillSampleData({
      seed: DEFAULT_SEED,
      videos: sampleVideos(process.env),
      whereabouts: { etcd: [stack.etcd.endpoint] },
      patienceMs: REGISTERED_WITHIN_MS,
      progress: progressLines(say),
      say,
      signal,
    });
    const { seed, videos } = filled.plan;
    writeFileSync(
      marker,
      `${JSON.stringify({ seed, videos: videos.length, at: new Date().toISOString() })}\n`,
    );
    say(summary(filled));
  } catch (error) {
    if (signal.aborted) return; // the next start goes on
    say(
      `sample data: ${error instanceof Error ? error.message : String(error)}\nsample data: not complete; \`npm run sample-data\` makes what is missing`,
    );
  }
}
