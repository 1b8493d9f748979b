import type { Outlier } from '@killrvideo/proto/outliers-v1';

import type { JudgedSeries } from '../judged-series';
import { shownNumber, shownTime } from '../numbers';
import { escapeHtml } from './escape-html';
import { linePath } from './line-path';
import { scaleOf, timeScaleOf, type Scale } from './scale';

const WIDTH = 1000;
const HEIGHT = 240;
const LEFT = 70;
const RIGHT = 12;
const TOP = 10;
const BOTTOM = 26;
const Y_STEPS = 5;
const X_STEPS = 8;
const DAY_MS = 86_400_000;

/** A series as an inline SVG: its line, the band of what is normal, and a mark for every outlier, which says why. */
export function plotOf({ series, result }: JudgedSeries): string {
  const { times, values } = series;
  const x = (at: number) => xScale.at(times ? (times[at] as number) : at);
  const [first, last] = times ? [times[0] ?? 0, times.at(-1) ?? 0] : [0, values.length - 1];
  const xScale = (times ? timeScaleOf : scaleOf)(first, last, LEFT, WIDTH - RIGHT, X_STEPS);
  const yScale = heightScale(values, result.expected);
  const points = { length: values.length, x, y: (at: number) => yScale.at(values[at] as number) };
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(series.name)}">
${bandOf(result.expected, yScale)}
${axes(xScale, yScale, times === undefined ? shownNumber : timeLabels(first, last))}
<path class="line" d="${linePath(points, WIDTH - LEFT - RIGHT)}"/>
${result.outliers.map((outlier) => mark(outlier, x(outlier.index), yScale, times?.[outlier.index])).join('\n')}
</svg>`;
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
  return scaleOf(low - air, high + air, HEIGHT - BOTTOM, TOP, Y_STEPS);
}

function bandOf(band: { lower: number; upper: number } | undefined, y: Scale): string {
  if (band === undefined) return '';
  const top = band.upper === Infinity ? TOP : y.at(band.upper);
  const bottom = band.lower === -Infinity ? HEIGHT - BOTTOM : y.at(band.lower);
  const height = Math.max(bottom - top, 1);
  return `<rect class="band" x="${LEFT}" y="${top.toFixed(1)}" width="${WIDTH - LEFT - RIGHT}" height="${height.toFixed(1)}"/>`;
}

function axes(x: Scale, y: Scale, label: (value: number) => string): string {
  const right = WIDTH - RIGHT;
  const horizontal = y.ticks.map((tick) => {
    const at = y.at(tick).toFixed(1);
    return `<line x1="${LEFT}" x2="${right}" y1="${at}" y2="${at}"/><text x="${LEFT - 6}" y="${at}" dy="4" text-anchor="end">${shownNumber(tick)}</text>`;
  });
  const vertical = x.ticks.map((tick) => {
    const at = x.at(tick).toFixed(1);
    return `<text x="${at}" y="${HEIGHT - 8}" text-anchor="middle">${label(tick)}</text>`;
  });
  return `<g class="axes">${horizontal.join('')}${vertical.join('')}</g>`;
}

/** Days where the picture shows many, the time of day where it shows few. */
function timeLabels(first: number, last: number): (ms: number) => string {
  if (last - first > 8 * DAY_MS) return (ms) => shownTime(ms).slice(0, 10);
  return (ms) => shownTime(ms).slice(last - first > DAY_MS / 2 ? 5 : 11, last - first > 600_000 ? 16 : 19);
}

function mark({ value, reason }: Outlier, x: number, y: Scale, time: number | undefined): string {
  const when = time === undefined ? '' : `${shownTime(time)}: `;
  return `<circle cx="${x.toFixed(1)}" cy="${y.at(value).toFixed(1)}" r="4"><title>${escapeHtml(when + reason)}</title></circle>`;
}
