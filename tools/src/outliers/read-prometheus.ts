import { InputRefused } from './input-refused';
import { labelledName } from './labelled-name';
import { measurementCollector, type MeasurementCollector, type Measurements } from './measurements';
import { quoted, shown } from './shown';

/** What Prometheus answers, as far as we look at it; nothing of it is checked yet. */
interface Answer {
  readonly status?: unknown;
  readonly errorType?: unknown;
  readonly error?: unknown;
  readonly warnings?: unknown;
  readonly infos?: unknown;
  readonly data?: unknown;
}

interface Matrix {
  readonly resultType?: unknown;
  readonly result?: unknown;
}

interface MatrixRow {
  readonly metric?: Readonly<Record<string, unknown>> | null;
  readonly values?: unknown;
  readonly histograms?: unknown;
}

const WANTED = "ask Prometheus' query_range, or query with a range such as up[1h]";

/**
 * Reads the JSON answer of Prometheus' query_range, or the list of series that promtool prints. Throws InputRefused
 * when it is none. Values that are no numbers are named, and so are native histograms, which are left out.
 */
export function readPrometheus(text: string): Measurements {
  const answer = parsed(text);
  const collector = measurementCollector();
  if (!Array.isArray(answer)) noteWarnings(answer as Answer, collector);
  for (const row of rowsOf(answer)) readRow(row, collector);
  return collector.measurements();
}

function readRow({ metric, values, histograms }: MatrixRow, collector: MeasurementCollector): void {
  const { __name__: name = '', ...labels } = metric ?? {};
  const called = labelledName(
    String(name),
    Object.entries(labels).map(([label, value]) => [label, String(value)]),
  );
  listOf(values).forEach((pair, at) => {
    const [time, value] = listOf(pair);
    const number = typeof value === 'string' && value !== '' ? Number(value) : NaN;
    if (typeof time !== 'number' || typeof value !== 'string')
      collector.problem(`${shown(called)}, value ${at + 1}: it is no pair of a time and a value`);
    else if (Number.isFinite(number)) collector.add(called, time * 1000, number);
    else if (/^(?:NaN|[+-]?Inf)$/.test(value)) collector.leaveOut(called, value, `value ${at + 1}`);
    else collector.problem(`${shown(called)}, value ${at + 1}: it is no number: ${quoted(value)}`);
  });
  listOf(histograms).forEach((_, at) =>
    collector.leaveOut(
      called,
      'native histograms, which have no single value (ask for histogram_quantile(), histogram_avg() or histogram_count())',
      `value ${at + 1}`,
    ),
  );
}

function rowsOf(answer: Answer | readonly unknown[]): MatrixRow[] {
  if (Array.isArray(answer)) return matrixRows(answer);
  const { status, errorType, error, data = answer } = answer as Answer;
  if (status === 'error') {
    const kind = typeof errorType === 'string' ? ` (${shown(errorType)})` : '';
    throw new InputRefused(
      `Prometheus answered with an error${kind}: ${typeof error === 'string' ? shown(error) : 'it says no more'}`,
    );
  }
  const { resultType, result } = (data ?? {}) as Matrix;
  if (typeof resultType === 'string' && resultType !== 'matrix') {
    throw new InputRefused(
      `this is no answer of query_range: its result is a ${shown(resultType)}, which has one value at one time; ${WANTED}`,
    );
  }
  return matrixRows(result);
}

function matrixRows(result: unknown): MatrixRow[] {
  const isRow = (row: unknown) =>
    typeof row === 'object' && row !== null && ('values' in row || 'histograms' in row);
  if (!Array.isArray(result) || !result.every(isRow))
    throw new InputRefused(`this is no answer of query_range: it has no matrix; ${WANTED}`);
  if (result.length === 0)
    throw new InputRefused('the answer of Prometheus has no series: do the query and its times meet any?');
  return result;
}

function noteWarnings({ warnings, infos }: Answer, collector: MeasurementCollector): void {
  for (const each of [...listOf(warnings), ...listOf(infos)])
    if (typeof each === 'string') collector.note(`Prometheus says: ${shown(each)}`);
}

function parsed(text: string): Answer | readonly unknown[] {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null ? value : {};
  } catch (error) {
    throw new InputRefused(
      `this is no JSON, though it begins like some (is it cut off?): ${shown((error as Error).message)}`,
      { cause: error },
    );
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
