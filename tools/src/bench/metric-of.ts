import type { ServerProcess } from '../workspace/server-process';

const ANSWER_WITHIN_MS = 5000;

/** One value of a process's metrics, with its labels as they stand there: `{service="comments"}`; undefined if it is not there. */
export async function metricOf({ admin }: ServerProcess, series: string): Promise<number | undefined> {
  if (admin === undefined) throw new Error('a process without an admin port has no metrics');
  const answer = await fetch(`http://${admin}/metrics`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
  const line = (await answer.text()).split('\n').find((each) => each.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length));
}
