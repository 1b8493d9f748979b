// npm run outliers -- FILE: the outliers of the series in a file, as a table and as a report to look at.
import { basename, extname, join, resolve } from 'node:path';

import { grpcClient } from '@killrvideo/grpc-client';

import { judgeAll } from './outliers/judge-series';
import type { JudgedSeries } from './outliers/judged-series';
import type { Measurements } from './outliers/measurements';
import { tableOf } from './outliers/print-table';
import { progressOn } from './outliers/progress';
import {
  OutliersUsageError,
  readOutliersArguments,
  USAGE,
  type OutliersArguments,
} from './outliers/read-arguments';
import { readInput } from './outliers/read-input';
import { htmlReport } from './outliers/report/html-report';
import { prepareReport, writeReport } from './outliers/report-file';
import { buildApps, bundleOf } from './workspace/build-apps';
import { runToItsEnd } from './workspace/run-to-its-end';
import { startServer } from './workspace/server-process';
import { visibleText } from './workspace/visible-text';
import { workspaceRoot } from './workspace/workspace-root';

const EXIT_USAGE = 2;
/** Bad lines that are named on the terminal; the report has more. */
const PROBLEMS_SHOWN = 10;
/** Nothing is there: the service registers nowhere. */
const NOWHERE = '127.0.0.1:1';
/** As much as the service takes. */
const MAX_MESSAGE_BYTES = 32 * 1024 * 1024;

/** npm changes into the repository; paths are meant from where the command was given. */
const givenFrom = process.env['INIT_CWD'] ?? process.cwd();

async function main(): Promise<void> {
  const args = readOutliersArguments(process.argv.slice(2), process.env);
  if (args === 'help') return console.log(USAGE);
  const file = args.file === '-' ? '-' : resolve(givenFrom, args.file);
  const title = file === '-' ? 'standard input' : basename(file);
  const output = args.output
    ? resolve(givenFrom, args.output)
    : join(workspaceRoot, '.local/outliers', `${basename(title, extname(title)).replaceAll(' ', '-')}.html`);
  prepareReport(output, file);
  const measurements = await readInput(file, args.choices, progressOn(process.stderr, 'reading', 'bytes'));
  tellProblems(measurements);

  const judged = await judge(measurements, args);
  console.log(tableOf(judged, process.stdout.columns ?? Infinity));
  if (measurements.notes.length > 0) console.log(`\n${measurements.notes.join('\n')}`);
  writeReport(output, htmlReport(title, judged, measurements));
  console.log(`\nThe report, with pictures: ${visibleText(output)}`);
}

/** By the service itself, started for this and on a free port. */
async function judge({ series }: Measurements, { rule }: OutliersArguments): Promise<JudgedSeries[]> {
  await buildApps(['outliers']);
  const running = await startServer(
    bundleOf('outliers'),
    { KILLRVIDEO_ETCD_ENDPOINTS: NOWHERE },
    { readsLog: true },
  );
  const service = grpcClient([running.address], { maxMessageBytes: MAX_MESSAGE_BYTES });
  const values = series.reduce((sum, each) => sum + each.values.length, 0);
  const progress = progressOn(process.stderr, 'judging', 'values')(values);
  try {
    await running.ready();
    return await judgeAll(service, series, rule, progress);
  } finally {
    progress.end();
    service.close();
    await running.stop();
  }
}

function tellProblems({ problems, problemCount }: Measurements): void {
  for (const problem of problems.slice(0, PROBLEMS_SHOWN)) console.error(problem);
  const more = problemCount - Math.min(problems.length, PROBLEMS_SHOWN);
  if (more > 0) console.error(`… and ${more} more that could not be read`);
}

runToItsEnd(
  main().then(() => 0),
  (error) => (error instanceof OutliersUsageError ? EXIT_USAGE : 1),
);
