import { MOST_COUNTED, type GroupReport } from '@killrvideo/events';

import { textTable } from '../workspace/text-table';
import { visibleText } from '../workspace/visible-text';
import { shortType } from './event-types';

const HEAD = ['group', 'since', 'state', 'lag', 'seconds', 'types'];
const LAG_COLUMNS = [3, 4];

/** A line for each group; `now` is in milliseconds since 1970. */
export function groupsTable(groups: readonly GroupReport[], now: number): string {
  const rows = groups.map((report) => rowOf(report, now));
  return textTable([HEAD, ...rows], (column) => LAG_COLUMNS.includes(column)).join('\n');
}

function rowOf({ group, subscriptions, lag }: GroupReport, now: number): string[] {
  const isLapsed = subscriptions.some((each) => each.isLapsed);
  const since = Math.min(...subscriptions.map((each) => Number(each.since)));
  return [
    visibleText(group),
    `${new Date(since).toISOString().slice(0, 19)}Z`,
    isLapsed ? 'lapsed' : lag === undefined ? 'up to date' : 'behind',
    lag === undefined ? '0' : shownCount(lag.events),
    lag === undefined ? '0' : String(Math.round((now - Number(lag.oldestAt / 1000n)) / 1000)),
    subscriptions
      .map((each) => `${visibleText(shortType(each.type))}${each.isLapsed ? ' (lapsed)' : ''}`)
      .join(', '),
  ];
}

function shownCount(events: number): string {
  return events > MOST_COUNTED ? `> ${MOST_COUNTED}` : String(events);
}
