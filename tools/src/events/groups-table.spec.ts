import { MOST_COUNTED, type GroupReport } from '@killrvideo/events';

import { groupsTable } from './groups-table';

const SINCE = Date.UTC(2026, 10, 28, 9, 30);
const NOW = SINCE + 3_600_000;
const subscription = (type: string, isLapsed = false): GroupReport['subscriptions'][number] => ({
  ...{ type: `killrvideo.notes.events.${type}`, group: '', since: BigInt(SINCE), isLapsed, isPassing: false },
});

describe('the table of groups', () => {
  it('says of each what it hears, since when, and what it lacks', () => {
    const oldestAt = BigInt(NOW - 90_000) * 1000n;
    const table = groupsTable(
      [
        { group: 'search', subscriptions: [subscription('NotePinned')], lag: undefined },
        { group: 'statistics', subscriptions: [subscription('NotePinned')], lag: { events: 12, oldestAt } },
        {
          group: 'suggestions',
          subscriptions: [subscription('NoteKept', true), subscription('NotePinned')],
          lag: { events: MOST_COUNTED + 1, oldestAt },
        },
      ],
      NOW,
    );
    expect(table.split('\n')).toEqual([
      'group        since                 state            lag  seconds  types',
      'search       2026-11-28T09:30:00Z  up to date         0        0  NotePinned',
      'statistics   2026-11-28T09:30:00Z  behind            12       90  NotePinned',
      'suggestions  2026-11-28T09:30:00Z  lapsed      > 100000       90  NoteKept (lapsed), NotePinned',
    ]);
  });

  it('does nothing to the terminal', () =>
    expect(
      groupsTable([{ group: '\u001b[2J', subscriptions: [subscription('\u001b[2J')], lag: undefined }], NOW),
    ).not.toContain('\u001b'));
});
