// npm run sample-data: fills the running services with users, videos, ratings, plays and comments.
import { CallFailed } from '@killrvideo/grpc-client';

import { fillSampleData } from './sample-data/fill-sample-data';
import { progressBars, progressLines } from './sample-data/progress';
import { readSampleDataArguments } from './sample-data/read-arguments';
import { summary } from './sample-data/summary';
import { runToItsEnd } from './workspace/run-to-its-end';
import { stopOnSignals } from './workspace/stop-on-signals';

const EXIT_INTERRUPTED = 130;
/** Of an interrupted or failed run. */
const RESUME = 'Run it again to make what is missing: nothing is made twice.';

const say = (text: string): void => console.log(text);

async function main(): Promise<number> {
  const args = readSampleDataArguments(process.argv.slice(2), process.env);
  const stopped = new AbortController();
  stopOnSignals(() => {
    say('\nStopping when the calls in flight have ended …');
    stopped.abort();
  });
  try {
    const filled = await fillSampleData({
      ...args,
      patienceMs: 0,
      progress: process.stderr.isTTY ? progressBars() : progressLines(say),
      say,
      signal: stopped.signal,
    });
    say(summary(filled));
    return 0;
  } catch (error) {
    if (stopped.signal.aborted) {
      say(`Stopped. ${RESUME}`);
      return EXIT_INTERRUPTED;
    }
    if (error instanceof CallFailed) throw new Error(`${error.message}\n${RESUME}`, { cause: error });
    throw error;
  }
}

runToItsEnd(main());
