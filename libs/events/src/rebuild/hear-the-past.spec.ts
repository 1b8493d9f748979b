import { DomainError, type Log } from '@killrvideo/core';
import { eventually, silentLog } from '@killrvideo/testing';

import type { Outcome } from '../delivery/courier';
import type { ReadHistory } from '../history/told-history';
import type { OutboxEvent } from '../outbox-event';
import type { RebuildProgress, RebuildsTable } from '../storage/rebuilds-table';
import { hearThePast } from './hear-the-past';
import { REBUILD_SETTINGS } from './settings';

const settings = { ...REBUILD_SETTINGS, pageSize: 3, putOffAtMostMs: 2 };
const START: RebuildProgress = { begun: 5n, position: '', told: 0, refused: 0 };
const event = (number: number): OutboxEvent => ({
  ...{ type: 'Noted', aggregate: String(number), at: 7n },
  message: Buffer.of(number),
});
const away = (): Error => new DomainError('unavailable', 'nobody is there');

/** A past of so many events, heard by what answers them; what is faulty fails that often first. */
function past(count: number, faults: { read?: number; note?: number } = {}) {
  let { read = 0, note = 0 } = faults;
  const heard: number[] = [];
  const noted: RebuildProgress[] = [];
  const finished: RebuildProgress[] = [];
  const pages: [told: number, refused: number][] = [];
  const said: string[] = [];
  const stopping = new AbortController();
  const say = (_: object, message: string): void => void said.push(message);
  const log: Log = { ...silentLog, info: say, warn: say };
  const history: ReadHistory = {
    async read(position, pageSize) {
      if (read-- > 0) throw away();
      const from = Number(position);
      const events = Array.from({ length: Math.min(pageSize, count - from) }, (_, n) => event(from + n));
      return { events, nextPosition: from + pageSize < count ? String(from + pageSize) : '' };
    },
  };
  const table: Pick<RebuildsTable, 'note' | 'finish'> = {
    async note(_, progress) {
      if (note-- > 0) throw away();
      noted.push(progress);
    },
    finish: async (_, progress) => void finished.push(progress),
  };
  const world = {
    ...{ heard, noted, finished, pages, said, stopping },
    answer: (_: number): Outcome => ({ kind: 'done' }),
    hear: (from = START) =>
      hearThePast({
        ...{ service: 'search', type: 'Noted', from, table, settings, log, signal: stopping.signal },
        history,
        async consume(events) {
          const outcomes = events.map(({ aggregate }) => world.answer(Number(aggregate)));
          for (const [index, { kind }] of outcomes.entries())
            if (kind === 'done') heard.push(Number(events[index]?.aggregate));
          return outcomes;
        },
        heard: ({ told, refused }) => void pages.push([told, refused]),
      }),
  };
  return world;
}

describe('what happened before', () => {
  it('is heard page by page, each noted once it was heard, to its end', async () => {
    const world = past(8);
    await world.hear();
    expect(world.heard).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(world.noted).toEqual([
      { begun: 5n, position: '3', told: 3, refused: 0 },
      { begun: 5n, position: '6', told: 6, refused: 0 },
    ]);
    expect(world.finished).toEqual([{ begun: 5n, position: '', told: 8, refused: 0 }]);
    expect(world.said).toEqual([]);
  });

  it('is gone on with where it was left', async () => {
    const world = past(8);
    const end = await world.hear({ begun: 5n, position: '6', told: 6, refused: 1 });
    expect(world.heard).toEqual([6, 7]);
    expect(end).toEqual({ begun: 5n, position: '', told: 8, refused: 1 });
  });

  it('of nothing is heard, too', async () => {
    const world = past(0);
    await world.hear();
    expect(world.finished).toEqual([START]);
  });

  it('waits for an owner and a database that are away, and says so once for each', async () => {
    const world = past(8, { read: 5, note: 5 });
    await world.hear();
    expect(world.heard).toHaveLength(8);
    const waits = ['the rebuild of search from Noted waits', 'the rebuild of search from Noted goes on'];
    expect(world.said).toEqual([...waits, ...waits]);
  });

  it('comes again as often as it must wait, without what was heard', async () => {
    const world = past(8);
    let tries = 0;
    world.answer = (number) => ({ kind: number % 2 === 1 && ++tries % 5 > 0 ? 'later' : 'done' });
    await world.hear();
    expect([...world.heard].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('goes on behind what is refused, and counts it', async () => {
    const world = past(8);
    world.answer = (number) => (number === 4 ? { kind: 'refused', reason: 'no four' } : { kind: 'done' });
    expect(await world.hear()).toEqual({ begun: 5n, position: '', told: 8, refused: 1 });
    expect(world.heard).toEqual([0, 1, 2, 3, 5, 6, 7]);
    expect(world.pages).toEqual([
      [3, 0],
      [3, 1],
      [2, 0],
    ]);
  });

  it('is left where it is when nobody waits any more', async () => {
    const world = past(8);
    world.answer = (number) => ({ kind: number < 3 ? 'done' : 'later' });
    const heard = world.hear();
    await eventually(() => expect(world.said).toHaveLength(1));
    world.stopping.abort();
    await expect(heard).rejects.toThrow();
    expect(world.noted).toHaveLength(1);
    expect(world.finished).toEqual([]);
  });
});
