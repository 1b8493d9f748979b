import { inWords } from './in-words';
import { iqrEstimate } from './methods/iqr';
import { judgeByDistance } from './methods/judge-by-distance';
import { judgeByEsd } from './methods/judge-by-esd';
import type { Band, Judgement } from './methods/judgement';
import { madEstimate } from './methods/mad';
import { sigmaEstimate } from './methods/sigma';
import type { Rule } from './rule';
import type { Turns } from './turns';

/** Values that are judged without looking at the clock: about a millisecond. */
const UNINTERRUPTED = 64 * 1024;

/** The judgement of one series. */
export interface SeriesResult {
  readonly name: string;
  readonly rule: Rule;
  /** How many values it has. */
  readonly length: number;
  /** What is normal in it; undefined when it has too few values to be judged. */
  readonly expected: Band | undefined;
  readonly outlierCount: number;
  /** By ascending index; the most striking ones where there are more than may be listed. */
  readonly outliers: readonly Outlier[];
  /** What else a reader should know, a sentence or nothing. */
  readonly note: string;
}

/** A value that stands out. */
export interface Outlier {
  readonly index: number;
  readonly value: number;
  readonly score: number;
  /** Why, in a sentence. */
  readonly reason: string;
}

/** Judges a series and lists at most `room` of its outliers. */
export async function judgeSeries(
  name: string,
  values: Float64Array,
  rule: Rule,
  room: number,
  turns: Turns,
): Promise<SeriesResult> {
  const { length } = values;
  if (length < rule.minValues) {
    const note = `${length} ${length === 1 ? 'value is' : 'values are'} too few: ${rule.minValues} are needed.`;
    return { name, rule, length, expected: undefined, outlierCount: 0, outliers: [], note };
  }
  const judgement = await judge(values, rule, turns);
  const found = await outlierPositions(values, judgement, turns);
  const score = (index: number): number => judgement.score(values[index] as number);
  const listed =
    found.length <= room
      ? found
      : found
          .sort((a, b) => Math.abs(score(b)) - Math.abs(score(a)))
          .slice(0, room)
          .sort((a, b) => a - b);
  return {
    ...{ name, rule, length, expected: judgement.expected, note: judgement.note },
    outlierCount: found.length,
    outliers: listed.map((index) => outlier(index, values[index] as number, judgement)),
  };
}

async function judge(values: Float64Array, rule: Rule, turns: Turns): Promise<Judgement> {
  switch (rule.method) {
    case 'sigma':
      return judgeByDistance(await sigmaEstimate(values, turns), rule);
    case 'mad':
      return judgeByDistance(await madEstimate(values, turns), rule);
    case 'iqr':
      return judgeByDistance(await iqrEstimate(values, turns), rule);
    case 'esd':
      return judgeByEsd(values, rule, turns);
  }
}

async function outlierPositions(values: Float64Array, judgement: Judgement, turns: Turns): Promise<number[]> {
  const positions: number[] = [];
  for (let from = 0; from < values.length; from += UNINTERRUPTED) {
    if (turns.over()) await turns.next();
    const end = Math.min(from + UNINTERRUPTED, values.length);
    for (let at = from; at < end; at++) if (judgement.isOutlier(values[at] as number)) positions.push(at);
  }
  return positions;
}

function outlier(index: number, value: number, { expected, score, above, below, units }: Judgement): Outlier {
  const distance = score(value);
  const isHigh = distance > 0;
  const side = isHigh ? `above ${above}` : `below ${below}`;
  const bound = isHigh ? `up to ${inWords(expected.upper)}` : `down to ${inWords(expected.lower)}`;
  const reason = Number.isFinite(distance)
    ? `${inWords(value)} is ${inWords(Math.abs(distance))} ${units} ${side}; values ${bound} are expected.`
    : `${inWords(value)} is ${side}, which are all equal.`;
  return { index, value, score: distance, reason };
}
