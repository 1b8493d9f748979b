import { median } from '../measure';
import type { ServerProcess } from '../../workspace/server-process';

/** How often Node's histogram looks at the clock; a loop that is never held up shows delays of this length. */
const RESOLUTION_MS = 10;
const TRIES = 9;

/**
 * The longest time that one call holds the event loop of a server, as its metrics tell: the median of some tries, since
 * other processes of the machine hold it up, too.
 */
export async function longestDelayMs(server: ServerProcess, call: () => Promise<void>): Promise<number> {
  const delays: number[] = [];
  for (let tries = 0; tries < TRIES; tries++) {
    await longestSinceLastLook(server);
    await call();
    delays.push((await longestSinceLastLook(server)) - RESOLUTION_MS);
  }
  return median(delays);
}

async function longestSinceLastLook({ admin = '' }: ServerProcess): Promise<number> {
  const text = await (await fetch(`http://${admin}/metrics`)).text();
  const seconds = /^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(text)?.[1];
  if (seconds === undefined) throw new Error('the server tells nothing of its event loop');
  return Number(seconds) * 1000;
}
