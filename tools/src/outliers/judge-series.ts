import { CallFailed, type GrpcClient } from '@killrvideo/grpc-client';
import {
  OutlierDetectionServiceService as Detection,
  type DetectInSeriesRequest,
  type Rule,
} from '@killrvideo/proto/outliers-v1';
import { status } from '@grpc/grpc-js';

import { visibleText } from '../workspace/visible-text';
import type { JudgedSeries } from './judged-series';
import type { MeasuredSeries } from './measurements';
import type { Progress } from './progress';
import { shown } from './shown';

/** What goes into one call: short enough for progress to be seen. */
const MAX_VALUES = 250_000;
/** The service lists 1,000 outliers of a series, and 20,000 in one answer: of so few series none is cut shorter. */
const MAX_SERIES = 20;
/** A message has up to 32 MiB, 8 bytes a value. */
const MAX_VALUES_OF_ONE = 4_000_000;
const MAX_NAME_BYTES = 1024;
/** Far more than the most values of one call take. */
const JUDGED_WITHIN_MS = 60_000;

/** Asks the service for its judgement of every series, a part of them at a time. */
export async function judgeAll(
  service: Pick<GrpcClient, 'call'>,
  series: readonly MeasuredSeries[],
  rule: Rule,
  progress: Progress,
): Promise<JudgedSeries[]> {
  const long = series.find(({ values: { length } }) => length > MAX_VALUES_OF_ONE);
  if (long !== undefined) {
    const [has, most] = [long.values.length, MAX_VALUES_OF_ONE].map((each) => each.toLocaleString('en'));
    throw new Error(
      `${shown(long.name)} has ${has} values, and ${most} can be judged at once: give a shorter time`,
    );
  }
  const judged: JudgedSeries[] = [];
  let values = 0;
  for (const part of parts(series)) {
    const request: DetectInSeriesRequest = {
      // Names come back, but only to be looked at: a part of a very long one is enough.
      series: part.map(({ name, values: list }) => ({ name: cut(name), values: [...list], rule: undefined })),
      rule,
    };
    const { results } = await service
      .call(Detection.detectInSeries, request, { timeoutMs: JUDGED_WITHIN_MS })
      .catch(sayRefusal);
    part.forEach((one, at) => {
      const result = results[at];
      if (result === undefined) throw new Error(`the service left out ${visibleText(one.name)}`);
      judged.push({ series: one, result });
      values += one.values.length;
    });
    progress.at(values);
  }
  return judged;
}

function* parts(series: readonly MeasuredSeries[]): Generator<MeasuredSeries[]> {
  let part: MeasuredSeries[] = [];
  let values = 0;
  for (const one of series) {
    if (part.length > 0 && (part.length === MAX_SERIES || values + one.values.length > MAX_VALUES)) {
      yield part;
      [part, values] = [[], 0];
    }
    part.push(one);
    values += one.values.length;
  }
  if (part.length > 0) yield part;
}

function sayRefusal(error: unknown): never {
  if (!(error instanceof CallFailed)) throw error;
  const { code, details } = error;
  throw new Error(`the service answered ${status[code]}: ${visibleText(details)}`, { cause: error });
}

function cut(name: string): string {
  return Buffer.byteLength(name) <= MAX_NAME_BYTES ? name : name.slice(0, MAX_NAME_BYTES / 4);
}
