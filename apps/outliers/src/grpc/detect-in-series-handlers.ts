import type { Handlers } from '@killrvideo/grpc';
import {
  Direction,
  Method,
  Verdict,
  type Band,
  OutlierDetectionServiceService,
  type Rule,
  type SeriesResult,
} from '@killrvideo/proto/outliers-v1';

import type { SeriesResult as DomainResult } from '../domain/judge-series';
import type { OutliersUseCases } from '../domain/outliers-use-cases';
import type { GivenRule } from '../domain/rule';
import { decodeSeriesRequest, type DecodedSeriesRequest } from './decode-series';

const METHODS: ReadonlyMap<Method, GivenRule['method']> = new Map([
  [Method.METHOD_UNSPECIFIED, undefined],
  [Method.METHOD_SIGMA, 'sigma'],
  [Method.METHOD_MAD, 'mad'],
  [Method.METHOD_IQR, 'iqr'],
  [Method.METHOD_ESD, 'esd'],
]);

const DIRECTIONS: ReadonlyMap<Direction, GivenRule['direction']> = new Map([
  [Direction.DIRECTION_UNSPECIFIED, undefined],
  [Direction.DIRECTION_BOTH, 'both'],
  [Direction.DIRECTION_HIGH, 'high'],
  [Direction.DIRECTION_LOW, 'low'],
]);

/** killrvideo.outliers.v1.OutlierDetectionService, decoded by ourselves. */
export const detectInSeriesDefinition = {
  detectInSeries: {
    ...OutlierDetectionServiceService.detectInSeries,
    requestSerialize: notHere,
    requestDeserialize: decodeSeriesRequest,
  },
};

/** The serializer of requests is a client's. */
function notHere(_request: DecodedSeriesRequest): Buffer {
  throw new Error('a service sends no requests');
}

/** killrvideo.outliers.v1.OutlierDetectionService: converts requests and responses, nothing else. */
export function detectInSeriesHandlers(
  outliers: OutliersUseCases,
): Handlers<typeof detectInSeriesDefinition> {
  return {
    detectInSeries: async (request, call) => {
      const results = await outliers.detectInSeries(
        {
          series: request.series.map(({ name, values, rule }) => ({ name, values, rule: givenRule(rule) })),
          rule: givenRule(request.rule),
        },
        call,
      );
      return { results: results.map(seriesResult) };
    },
  };
}

function givenRule(rule: Rule | undefined): GivenRule | undefined {
  if (rule === undefined) return undefined;
  const { method, direction, threshold, minValues, maxOutliers } = rule;
  return {
    method: METHODS.has(method) ? METHODS.get(method) : 'unknown',
    direction: DIRECTIONS.has(direction) ? DIRECTIONS.get(direction) : 'unknown',
    ...{ threshold, minValues, maxOutliers },
  };
}

function seriesResult(result: DomainResult): SeriesResult {
  const { rule, expected } = result;
  return {
    name: result.name,
    verdict: expected === undefined ? Verdict.VERDICT_INSUFFICIENT_DATA : Verdict.VERDICT_JUDGED,
    rule: {
      method: keyOf(METHODS, rule.method),
      direction: keyOf(DIRECTIONS, rule.direction),
      threshold: rule.threshold,
      minValues: rule.minValues,
      maxOutliers: rule.maxOutliers(result.length),
    },
    expected,
    outlierCount: result.outlierCount,
    outliers: result.outliers.map((outlier) => ({ ...outlier, expected: expected as Band })),
    note: result.note,
  };
}

function keyOf<Key, Value>(map: ReadonlyMap<Key, Value>, wanted: Value): Key {
  for (const [key, value] of map) if (value === wanted) return key;
  throw new Error(`${String(wanted)} is not on the wire`);
}
