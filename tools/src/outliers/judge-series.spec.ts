import { CallFailed, type GrpcClient } from '@killrvideo/grpc-client';
import { Verdict, type DetectInSeriesRequest, type Rule } from '@killrvideo/proto/outliers-v1';
import { Metadata, status } from '@grpc/grpc-js';

import { judgeAll } from './judge-series';
import type { MeasuredSeries } from './measurements';

const rule = {} as Rule;
const series = (name: string, length = 3): MeasuredSeries => ({
  ...{ name, times: undefined, values: Array<number>(length).fill(1) },
});

/** A service that answers with the names it was sent, and keeps the requests. */
function service(code = status.OK) {
  const requests: DetectInSeriesRequest[] = [];
  const call = async (method: { path: string }, request: unknown) => {
    const { series: sent } = request as DetectInSeriesRequest;
    requests.push({ series: sent, rule });
    const verdict = Verdict.VERDICT_INSUFFICIENT_DATA;
    const results = sent.map(({ name }) => ({
      ...{ name, verdict, rule, expected: undefined, outlierCount: 0, outliers: [], note: '' },
    }));
    if (code === status.OK) return { results };
    throw new CallFailed(method.path, { code, details: 'as it is', trailer: new Metadata() });
  };
  return { requests, client: { call } as unknown as GrpcClient };
}

const progress = () => {
  const seen: number[] = [];
  return { seen, at: (done: number) => void seen.push(done), end: () => {} };
};

describe('all series of a file', () => {
  it('are judged in parts of which no list of outliers is cut short, and tell how far they are', async () => {
    const { requests, client } = service();
    const all = Array.from({ length: 45 }, (_, at) => series(`s${at}`));
    const told = progress();
    const judged = await judgeAll(client, all, rule, told);
    expect(judged.map(({ series: { name }, result }) => [name, result.name])).toEqual(
      all.map(({ name }) => [name, name]),
    );
    expect(requests.map((request) => request.series.length)).toEqual([20, 20, 5]);
    expect(told.seen).toEqual([60, 120, 135]);
  });

  it('are sent a few values at a time, a long one alone', async () => {
    const { requests, client } = service();
    const all = [series('a', 100_000), series('b', 600_000), series('c', 100_000), series('d', 100_000)];
    await judgeAll(client, all, rule, progress());
    expect(requests.map((request) => request.series.map(({ name }) => name))).toEqual([
      ['a'],
      ['b'],
      ['c', 'd'],
    ]);
  });

  it('may have names longer than the service takes', async () => {
    const { requests, client } = service();
    await judgeAll(client, [series('🐱'.repeat(500))], rule, progress());
    expect(Buffer.byteLength(requests[0]!.series[0]!.name)).toBeLessThanOrEqual(1024);
  });

  it('are refused in words where one is longer than a call', async () => {
    const { requests, client } = service();
    await expect(judgeAll(client, [series('a', 4_000_001)], rule, progress())).rejects.toThrow(
      'a has 4,000,001 values, and 4,000,000 can be judged at once: give a shorter time',
    );
    expect(requests).toEqual([]);
  });

  it('are not judged in part: what the service refuses is told', async () => {
    const { client } = service(status.INVALID_ARGUMENT);
    await expect(judgeAll(client, [series('a')], rule, progress())).rejects.toThrow(
      'the service answered INVALID_ARGUMENT: as it is',
    );
  });
});
