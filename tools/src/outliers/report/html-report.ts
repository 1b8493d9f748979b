import { Method, type Outlier } from '@killrvideo/proto/outliers-v1';

import { byStrikingness, strikingness, type JudgedSeries } from '../judged-series';
import type { Measurements } from '../measurements';
import { shownBand, shownNumber, shownTime } from '../numbers';
import { escapeHtml } from './escape-html';
import { plotOf } from './plot';
import { STYLE } from './style';

const MAX_PICTURES = 50;
/** Reasons that are read at a glance below a picture; the rest folds out. */
const REASONS_SHOWN = 5;

/** Everything in one page that needs nothing else: pictures of the most striking series, and a row for every one. */
export function htmlReport(
  title: string,
  judged: readonly JudgedSeries[],
  measurements: Measurements,
): string {
  const ordered = byStrikingness(judged);
  const pictured = ordered.slice(0, MAX_PICTURES);
  const flagged = judged.filter(({ result }) => result.outlierCount > 0).length;
  const outliers = judged.reduce((sum, { result }) => sum + result.outlierCount, 0);
  const values = judged.reduce((sum, { series }) => sum + series.values.length, 0);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Outliers: ${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Outliers: ${escapeHtml(title)}</h1>
<p>${shownCount(outliers, 'outlier')} in ${shownCount(flagged, 'series', 'series')} of ${judged.length.toLocaleString('en')}, which have ${shownCount(values, 'value')}${ruleOf(judged)}. ${legendOf(judged)}</p>
${problemsOf(measurements)}
${notesOf(measurements)}
${pictured.map(pictureOf).join('\n')}
<h2 id="all">All series</h2>
<table>
<thead><tr><th>series</th><th>values</th><th>outliers</th><th>score</th><th>expected</th><th></th></tr></thead>
<tbody>
${ordered.map((each, at) => rowOf(each, at < MAX_PICTURES ? at : undefined)).join('\n')}
</tbody>
</table>
</body>
</html>
`;
}

/** What the reader of a picture needs to know, and the way to the table below many of them. */
function legendOf(judged: readonly JudgedSeries[]): string {
  const times = judged.some(({ series }) => series.times !== undefined) ? ' Times are UTC.' : '';
  const table =
    judged.length > MAX_PICTURES
      ? `Below are pictures of the ${MAX_PICTURES} most striking series, and then <a href="#all">all of them in a table</a>.`
      : 'Below are pictures of all series, the most striking first, and <a href="#all">a table</a>.';
  return `${table} What is expected is shaded, outliers are dots.${times}`;
}

function ruleOf(judged: readonly JudgedSeries[]): string {
  const rule = judged[0]?.result.rule;
  if (rule === undefined) return '';
  return `; judged by ${Method[rule.method].replace('METHOD_', '')} with a threshold of ${shownNumber(rule.threshold)}`;
}

function problemsOf({ problems, problemCount }: Measurements): string {
  if (problemCount === 0) return '';
  const more =
    problemCount > problems.length
      ? `<li>and ${(problemCount - problems.length).toLocaleString('en')} more</li>`
      : '';
  const list = problems.map((problem) => `<li>${escapeHtml(problem)}</li>`).join('');
  return `<details class="problems"><summary>${shownCount(problemCount, 'line or value', 'lines or values')} could not be read</summary><ul>${list}${more}</ul></details>`;
}

function notesOf({ notes }: Measurements): string {
  if (notes.length === 0) return '';
  return `<ul class="notes">${notes.map((note) => `<li>${escapeHtml(note)}</li>`).join('')}</ul>`;
}

function pictureOf(judged: JudgedSeries, at: number): string {
  const { series, result } = judged;
  const count = result.expected === undefined ? 'not judged' : shownCount(result.outlierCount, 'outlier');
  return `<section id="series-${at}">
<h2>${escapeHtml(series.name) || '(no name)'} <small>${count} in ${shownCount(series.values.length, 'value')}</small></h2>
${plotOf(judged)}
${result.note === '' ? '' : `<p class="note">${escapeHtml(result.note)}</p>`}
${reasonsOf(judged)}
</section>`;
}

function reasonsOf({ series, result }: JudgedSeries): string {
  const ordered = [...result.outliers].sort(
    (a, b) => Math.abs(b.score) - Math.abs(a.score) || a.index - b.index,
  );
  const item = ({ index, reason }: Outlier) =>
    `<li><time>${series.times ? shownTime(series.times[index] as number) : `at ${index}`}</time> ${escapeHtml(reason)}</li>`;
  const [shown, folded] = [ordered.slice(0, REASONS_SHOWN), ordered.slice(REASONS_SHOWN)];
  if (shown.length === 0) return '';
  const unlisted = result.outlierCount - ordered.length;
  const rest =
    folded.length === 0
      ? ''
      : `<details><summary>${shownCount(folded.length, 'more')}${unlisted > 0 ? ` of ${(result.outlierCount - shown.length).toLocaleString('en')}` : ''}</summary><ol start="${REASONS_SHOWN + 1}">${folded.map(item).join('')}</ol></details>`;
  return `<ol>${shown.map(item).join('')}</ol>${rest}`;
}

function rowOf(judged: JudgedSeries, picture: number | undefined): string {
  const { series, result } = judged;
  const name = escapeHtml(series.name) || '(no name)';
  const most = strikingness(judged);
  const cells = [
    picture === undefined ? name : `<a href="#series-${picture}">${name}</a>`,
    series.values.length.toLocaleString('en'),
    result.expected === undefined ? '–' : result.outlierCount.toLocaleString('en'),
    most === 0 ? '' : shownNumber(most),
    result.expected ? shownBand(result.expected) : '',
    escapeHtml(result.note),
  ];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

function shownCount(count: number, one: string, many = one === 'more' ? one : `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
