import { bundleOf } from '../../workspace/build-apps';
import { startServer } from '../../workspace/server-process';
import { peakResidentMiB } from '../cpu-time';
import { memoryLimit } from '../memory-limit';
import { DETECT, detectRequest } from './detect-request';
import { framedCaller, type FramedCaller } from './framed-caller';

const CALLS = 64;
const LARGE_METRICS = 1_250_000; // 30 MB
const SMALL_METRICS = 1000;
/** What the service needs for metrics as clients send them, by ADR 020. */
const LIMIT_MIB = 384;

/** How a process of little memory copes with many large calls at once. */
export interface LargeCallsResult {
  readonly calls: number;
  readonly bytes: number;
  readonly limitMiB: number;
  /** Whether the kernel enforced the limit; otherwise only the peak tells. */
  readonly isEnforced: boolean;
  readonly peakMiB: number;
  readonly seconds: number;
  readonly smallCalls: number;
  readonly slowestSmallMs: number;
}

/** Large calls all at once, each from a caller of its own, and small ones one after another meanwhile. All must succeed. */
export async function largeCallsAtOnce(): Promise<LargeCallsResult> {
  const limit = memoryLimit('killrvideo-outliers', LIMIT_MIB * 1024 * 1024);
  const server = await startServer(
    bundleOf('outliers'),
    { KILLRVIDEO_ETCD_ENDPOINTS: '127.0.0.1:1' },
    limit === undefined ? {} : { prefix: limit.prefix },
  );
  const callers: FramedCaller[] = [];
  const caller = (request: Uint8Array): FramedCaller => {
    const made = framedCaller(server.address, DETECT, request);
    callers.push(made);
    return made;
  };
  try {
    await server.ready();
    const small = caller(detectRequest(SMALL_METRICS));
    await small.call();
    const request = detectRequest(LARGE_METRICS);
    const large = Array.from({ length: CALLS }, () => caller(request));
    const begun = performance.now();
    let done = false;
    const latencies: number[] = [];
    const meanwhile = async (): Promise<void> => {
      while (!done) {
        const start = performance.now();
        await small.call();
        latencies.push(performance.now() - start);
      }
    };
    const all = Promise.all(large.map((each) => each.call())).finally(() => (done = true));
    await Promise.all([all, meanwhile()]);
    return {
      ...{ calls: CALLS, bytes: request.length, limitMiB: LIMIT_MIB, isEnforced: limit !== undefined },
      peakMiB: peakResidentMiB(server.pid),
      seconds: (performance.now() - begun) / 1000,
      smallCalls: latencies.length,
      slowestSmallMs: Math.max(...latencies),
    };
  } finally {
    for (const each of callers) each.close();
    await server.stop();
    limit?.remove();
  }
}
