import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { grpcCaller, type GrpcCaller } from '@killrvideo/grpc-client/testing';
import { CommentsServiceService as Comments } from '@killrvideo/proto/comments';
import { OutliersRequest, OutliersService as Outliers, type Metric } from '@killrvideo/proto/outliers';
import {
  Direction,
  Method,
  OutlierDetectionServiceService as Detection,
  Verdict,
  type DetectInSeriesRequest,
  type Rule,
} from '@killrvideo/proto/outliers-v1';
import { startServiceProcess, untilReady } from '@killrvideo/testing';
import { status } from '@grpc/grpc-js';

import { bundleOf } from '../world/start-world';
import { callerOf, deploymentsOf, world } from '../world/world';

const DETECT = '/pb.Outliers/Detect';

/** As the public Go client sends them: one second for all, one name. */
const metric = (value: number, over: Partial<Metric> = {}): Metric => ({
  ...{ time: { seconds: 1_764_000_000n, nanos: 0 }, name: 'CPU', value },
  ...over,
});

/** The example of the public Go client: a thousand values from 0 to 40, and three above. */
function goClientsMetrics(): Metric[] {
  const metrics = Array.from({ length: 1000 }, (_, at) => metric((at * 7919) % 40));
  for (const [at, value] of [
    [7, 97.3],
    [113, 92.1],
    [835, 93.2],
  ] as const)
    metrics[at] = metric(value);
  return metrics;
}

describe.each(deploymentsOf('outliers'))('Outliers of %s', (app) => {
  let outliers: GrpcCaller;
  beforeAll(async () => {
    outliers = await callerOf('Outliers', app);
  });
  afterAll(() => outliers.close());

  const detect = (metrics: Metric[]) => outliers.call(Outliers.detect, { metrics });
  const positionsIn = async (values: readonly number[]) =>
    (await detect(values.map((value) => metric(value)))).response?.indices;

  it('finds 7, 113 and 835 in the example of the public Go client', async () => {
    expect((await detect(goClientsMetrics())).response?.indices).toEqual([7, 113, 835]);
  });

  it('follows the rule, not the prose, in the example of its README', async () => {
    expect(await positionsIn([1, 2, 100, 1, 3, 200, 1])).toEqual([5]);
  });

  it('answers as numpy where rounding decides, and where squares vanish or overflow', async () => {
    const file = join(process.cwd(), 'apps/outliers/fixtures/detect.json');
    const { cases } = JSON.parse(readFileSync(file, 'utf8')) as {
      cases: { name?: string; runs?: [number, number][]; indices: number[] | string }[];
    };
    const edges = cases.filter(({ name, indices }) => name !== undefined && Array.isArray(indices));
    expect(edges.length).toBeGreaterThan(20);
    for (const { name, runs = [], indices } of edges) {
      const values = runs.flatMap(([value, count]) => Array<number>(count).fill(value));
      expect([name, await positionsIn(values)]).toEqual([name, indices]);
    }
  });

  it.each([
    ['no value', []],
    ['one value', [42]],
    ['a constant series', Array<number>(1000).fill(0.1)],
  ])('finds nothing in %s', async (_what, values) => {
    expect(await positionsIn(values)).toEqual([]);
  });

  it('looks at neither time nor name', async () => {
    const metrics = goClientsMetrics().map(({ value }, at) =>
      metric(value, { name: `metric ${at} 🐱`, time: { seconds: BigInt(1000 - at), nanos: at } }),
    );
    metrics[1] = metric(metrics[1]!.value, { time: undefined, name: '' });
    expect((await detect(metrics)).response?.indices).toEqual([7, 113, 835]);
  });

  it.each([NaN, Infinity, -Infinity])('refuses %d, naming the first position', async (bad) => {
    const answer = await detect([1, 2, bad, 4, bad].map((value) => metric(value)));
    expect(answer).toMatchObject({
      code: status.INVALID_ARGUMENT,
      details: expect.stringMatching(/^metrics\[2\]/),
    });
  });

  it('refuses a name that is not UTF-8', async () => {
    const answer = await outliers.callBytes(DETECT, Buffer.from('0a031201ff', 'hex'));
    expect(answer.code).toBe(status.INVALID_ARGUMENT);
  });

  it('reads whatever the wire format allows', async () => {
    // Fields in another order, repeated, unknown ones and a group beside them.
    const value = '19000000000000f87f'; // NaN, but of two values the last counts
    const odd = Buffer.from(`0a1b${value}1203435055${'190000000000805840'}23080124${'2b08012c'}`, 'hex');
    const usual = OutliersRequest.encode({
      metrics: Array.from({ length: 30 }, (_, at) => metric(at % 3)),
    }).finish();
    const { code, response } = await outliers.callBytes(DETECT, Buffer.concat([usual, odd]));
    expect(code).toBe(status.OK);
    expect(Outliers.detect.responseDeserialize(response!).indices).toEqual([30]);
  });

  it('answers a million metrics, and small calls while many such wait for each other', async () => {
    const thousand = OutliersRequest.encode({ metrics: goClientsMetrics() }).finish();
    const million = Buffer.concat(Array<Uint8Array>(1000).fill(thousand));
    const expected = Array.from({ length: 1000 }, (_, at) =>
      [7, 113, 835].map((each) => at * 1000 + each),
    ).flat();
    let large = 0;
    const working = Promise.all(
      Array.from({ length: 8 }, async () => {
        const { code, response } = await outliers.callBytes(DETECT, million);
        large++;
        expect(code).toBe(status.OK);
        expect(Outliers.detect.responseDeserialize(response!).indices).toEqual(expected);
      }),
    );
    let meanwhile = 0;
    while (large < 8) {
      expect(await outliers.callBytes(DETECT, thousand)).toMatchObject({ code: status.OK });
      meanwhile++;
    }
    await working;
    expect(meanwhile).toBeGreaterThan(8);
  });
});

describe.each(deploymentsOf('outliers'))('OutlierDetectionService of %s', (app) => {
  let outliers: GrpcCaller;
  beforeAll(async () => {
    outliers = await callerOf('OutlierDetectionService', app);
  });
  afterAll(() => outliers.close());

  const rule = (over: Partial<Rule> = {}): Rule => ({
    ...{ method: Method.METHOD_UNSPECIFIED, direction: Direction.DIRECTION_UNSPECIFIED },
    ...{ threshold: 0, minValues: 0, maxOutliers: 0 },
    ...over,
  });
  const detect = (request: Partial<DetectInSeriesRequest>) =>
    outliers.call(Detection.detectInSeries, { series: [], rule: undefined, ...request });
  const wave = Array.from({ length: 100 }, (_, at) => at % 10);

  it('judges each series by itself, by its own rule or the common one', async () => {
    const { code, response } = await detect({
      series: [
        { name: 'cpu', values: [...wave, 90], rule: undefined },
        { name: 'memory', values: [-50, ...wave], rule: rule({ method: Method.METHOD_ESD }) },
        { name: 'short', values: [1, 2, 3], rule: undefined },
      ],
      rule: rule({ method: Method.METHOD_IQR, direction: Direction.DIRECTION_HIGH }),
    });
    expect(code).toBe(status.OK);
    expect(response?.results).toEqual([
      {
        name: 'cpu',
        verdict: Verdict.VERDICT_JUDGED,
        rule: rule({
          ...{ method: Method.METHOD_IQR, direction: Direction.DIRECTION_HIGH },
          ...{ threshold: 2.2, minValues: 10 },
        }),
        expected: { lower: -Infinity, upper: expect.closeTo(18, 10) },
        outlierCount: 1,
        outliers: [
          {
            ...{ index: 100, value: 90, score: expect.closeTo(16.6, 10) },
            expected: { lower: -Infinity, upper: expect.closeTo(18, 10) },
            reason:
              '90 is 16.6 interquartile ranges above the upper quartile 7; values up to 18 are expected.',
          },
        ],
        note: '',
      },
      expect.objectContaining({
        name: 'memory',
        rule: rule({
          ...{ method: Method.METHOD_ESD, direction: Direction.DIRECTION_BOTH },
          ...{ threshold: 0.05, minValues: 15, maxOutliers: 10 },
        }),
        outlierCount: 1,
        outliers: [expect.objectContaining({ index: 0, value: -50 })],
      }),
      expect.objectContaining({
        name: 'short',
        verdict: Verdict.VERDICT_INSUFFICIENT_DATA,
        expected: undefined,
        outliers: [],
        note: '3 values are too few: 10 are needed.',
      }),
    ]);
  });

  it('finds by default what the rule of two deviations is blind for', async () => {
    const values = Array.from({ length: 100 }, (_, at) => (at % 5 < 2 ? 500 + at : at % 10));
    const blind = await outliers.call(Outliers.detect, { metrics: values.map((value) => metric(value)) });
    expect(blind.response?.indices).toEqual([]);
    const { response } = await detect({ series: [{ name: '', values, rule: undefined }] });
    expect(response?.results[0]).toMatchObject({ rule: { method: Method.METHOD_MAD }, outlierCount: 40 });
  });

  it('answers no series with an empty list', async () => {
    expect(await detect({})).toMatchObject({ code: status.OK, response: { results: [] } });
  });

  it('names the first bad fields of very many', async () => {
    const series = Array.from({ length: 3000 }, () => ({ name: 'cpu', values: [NaN], rule: undefined }));
    const { code, details } = await detect({ series });
    expect(code).toBe(status.INVALID_ARGUMENT);
    expect(details).toMatch(/^series\[0\]\.values\[0\] is NaN: .*; series\[9\][^;]*; and 2990 more$/);
  });

  it('names every bad field at once', async () => {
    const answer = await detect({
      series: [{ name: 'x'.repeat(1025), values: [1, NaN], rule: rule({ minValues: 1 }) }],
      rule: rule({ method: 9 as Method, threshold: -1 }),
    });
    expect(answer.code).toBe(status.INVALID_ARGUMENT);
    expect(answer.details).not.toContain('\n');
    for (const field of [
      'rule.method',
      'rule.threshold',
      'series[0].name',
      'series[0].values[1]',
      'series[0].rule.min_values',
    ]) {
      expect(answer.details).toContain(field);
    }
  });
});

it('needs no database, no key and no configuration', async () => {
  const outliers = await startServiceProcess(bundleOf('outliers'), {
    KILLRVIDEO_PAGING_KEYS: '',
    KILLRVIDEO_CASSANDRA_CONTACT_POINTS: '',
    KILLRVIDEO_ETCD_ENDPOINTS: '127.0.0.1:1',
  });
  await untilReady(outliers);
  const caller = grpcCaller(outliers.address);
  expect((await caller.ok(Outliers.detect, { metrics: goClientsMetrics() })).indices).toEqual([7, 113, 835]);
  caller.close();
  expect(await outliers.stop()).toBe(0);
});

it('is met in all-in-one also on a port of its own, where all others are, too', async () => {
  const allInOne = await startServiceProcess(bundleOf('all-in-one'), world.environment);
  await untilReady(allInOne);
  const { second } = allInOne.log.find((line) => line['second'] !== undefined) as unknown as {
    second: string;
  };
  expect(second).not.toBe(allInOne.address);
  const caller = grpcCaller(second);
  expect((await caller.ok(Outliers.detect, { metrics: goClientsMetrics() })).indices).toEqual([7, 113, 835]);
  const page = { videoId: undefined, pageSize: 1, startingCommentId: undefined, pagingState: '' };
  expect((await caller.call(Comments.getVideoComments, page)).code).toBe(status.INVALID_ARGUMENT);
  caller.close();
  expect(await allInOne.stop()).toBe(0);
});
