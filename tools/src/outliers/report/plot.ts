import type { Outlier } from '@killrvideo/proto/outliers-v1';

import type { JudgedSeries } from '../judged-series';
import { shownNumber, shownTime } from '../numbers';
import { escapeHtml } from './escape-html';
import { linePath } from './line-path';
import { scaleOf, timeScaleOf, type Scale } from './scale';

/** The picture is stretched to the width of the page; only what is drawn has these units, no text. */
const WIDTH = 1000;
const HEIGHT = 240;
const Y_STEPS = 5;
const X_STEPS = 8;
/** On a narrow screen there is room for every so-manieth label of the time. */
const NARROW_STEP = 3;
/** Labels this near to an end of the axis (in per cent) do not stand in the middle of their place. */
const NEAR_END = 6;
const DAY_MS = 86_400_000;

/**
 * A series as a picture: its line, the band of what is normal, and a mark for every outlier, which says why. What is
 * drawn is an SVG that takes any width; labels are text beside it and keep their size.
 */
export function plotOf({ series, result }: JudgedSeries): string {
  const { times, values } = series;
  const x = (at: number) => xScale.at(times ? (times[at] as number) : at);
  const [first, last] = times ? [times[0] ?? 0, times.at(-1) ?? 0] : [0, values.length - 1];
  const xScale = (times ? timeScaleOf : scaleOf)(first, last, 0, WIDTH, X_STEPS);
  const yScale = heightScale(values, result.expected);
  const points = { length: values.length, x, y: (at: number) => yScale.at(values[at] as number) };
  const marks = result.outliers.map((outlier) =>
    mark(outlier, x(outlier.index), yScale, times?.[outlier.index]),
  );
  return `<div class="plot"><div class="y">${yLabels(yScale)}</div><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${escapeHtml(series.name)}">
${bandOf(result.expected, yScale)}
<path class="rules" d="${yScale.ticks.map((tick) => `M0 ${yScale.at(tick).toFixed(1)}H${WIDTH}`).join('')}"/>
<path class="line" d="${linePath(points, WIDTH)}"/>
${marks.join('\n')}
</svg><div class="x">${xLabels(xScale, times === undefined ? shownNumber : timeLabels(first, last))}</div></div>`;
}

/** All values and the band, as far as it has bounds, with some air around them. */
function heightScale(values: readonly number[], band: { lower: number; upper: number } | undefined): Scale {
  let [low, high] = [Infinity, -Infinity];
  for (const value of [band?.lower ?? NaN, band?.upper ?? NaN]) {
    if (Number.isFinite(value)) [low, high] = [Math.min(low, value), Math.max(high, value)];
  }
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const air = (high - low) * 0.05;
  return scaleOf(low - air, high + air, HEIGHT, 0, Y_STEPS);
}

function bandOf(band: { lower: number; upper: number } | undefined, y: Scale): string {
  if (band === undefined) return '';
  const top = band.upper === Infinity ? 0 : y.at(band.upper);
  const bottom = band.lower === -Infinity ? HEIGHT : y.at(band.lower);
  const height = Math.max(bottom - top, 1);
  return `<rect class="band" x="0" y="${top.toFixed(1)}" width="${WIDTH}" height="${height.toFixed(1)}"/>`;
}

function yLabels(y: Scale): string {
  return y.ticks
    .map((tick) => `<span style="top:${percent(y.at(tick), HEIGHT)}%">${shownNumber(tick)}</span>`)
    .join('');
}

function xLabels(x: Scale, label: (value: number) => string): string {
  return x.ticks
    .map((tick, at) => {
      const left = percent(x.at(tick), WIDTH);
      const end = left < NEAR_END ? 'first' : left > 100 - NEAR_END ? 'last' : '';
      const classes = [end, at % NARROW_STEP === 0 ? '' : 'wide-only'].filter(Boolean).join(' ');
      return `<span${classes === '' ? '' : ` class="${classes}"`} style="left:${left}%">${label(tick)}</span>`;
    })
    .join('');
}

/** Days where the picture shows many, the time of day where it shows few. */
function timeLabels(first: number, last: number): (ms: number) => string {
  if (last - first > 8 * DAY_MS) return (ms) => shownTime(ms).slice(0, 10);
  return (ms) => shownTime(ms).slice(last - first > DAY_MS / 2 ? 5 : 11, last - first > 600_000 ? 16 : 19);
}

/** A line of no length with round ends is a dot, however the picture is stretched. */
function mark({ value, reason }: Outlier, x: number, y: Scale, time: number | undefined): string {
  const when = time === undefined ? '' : `${shownTime(time)}: `;
  return `<path class="dot" d="M${x.toFixed(1)} ${y.at(value).toFixed(1)}h0"><title>${escapeHtml(when + reason)}</title></path>`;
}

function percent(part: number, whole: number): number {
  return Number(((100 * part) / whole).toFixed(2));
}
