import { DomainError, type Log } from '@killrvideo/core';

import type { ConsumeEvents } from '../consuming/consume-events';
import { batchStep } from '../delivery/batch-step';
import type { ReadHistory } from '../history/told-history';
import type { OutboxEvent } from '../outbox-event';
import { ownSteps } from '../own-steps';
import type { RebuildProgress, RebuildsTable } from '../storage/rebuilds-table';
import { patience } from './patience';
import type { RebuildSettings } from './settings';

/** Takes note of what was told, page by page, and of how far it is by then. */
export type Heard = (
  page: { readonly told: number; readonly refused: number },
  until: RebuildProgress,
) => void;

/**
 * Has the listeners of a service hear the history of a type from `from` on to its end, page by page, each noted once it
 * was heard. What cannot be read, heard or noted now is waited for; what is refused is counted. Throws when `signal` aborts.
 */
export async function hearThePast(options: {
  readonly service: string;
  readonly type: string;
  readonly from: RebuildProgress;
  readonly history: ReadHistory;
  readonly consume: ConsumeEvents;
  readonly table: Pick<RebuildsTable, 'note' | 'finish'>;
  readonly settings: RebuildSettings;
  readonly heard: Heard;
  readonly signal: AbortSignal;
  readonly log: Log;
}): Promise<RebuildProgress> {
  const { service, type, history, consume, table, settings, heard, signal, log } = options;
  const step = ownSteps(`the rebuild of ${service}`, signal);
  const batch = batchStep(service, signal);
  const until = patience({
    ...{ of: `the rebuild of ${service} from ${type}`, signal, log },
    atMostMs: settings.putOffAtMostMs,
  });

  /** Returns how many of them were refused. */
  const hear = async (events: readonly OutboxEvent[]): Promise<number> => {
    let refused = 0;
    let rest = events;
    const some = async (): Promise<void> => {
      const outcomes = await batch((call) => consume(rest, call));
      const later = rest.filter((_, index) => outcomes[index]?.kind === 'later');
      const isStuck = later.length === rest.length;
      refused += outcomes.filter(({ kind }) => kind === 'refused').length;
      rest = later;
      if (isStuck) throw new DomainError('unavailable', 'no event could be heard now');
    };
    while (rest.length > 0) await until(some);
    return refused;
  };

  const { begun } = options.from;
  let { position, told, refused } = options.from;

  for (;;) {
    const page = await until(() => batch((call) => history.read(position, settings.pageSize, call)));
    const refusedOfPage = await hear(page.events);
    told += page.events.length;
    refused += refusedOfPage;
    position = page.nextPosition;
    const progress = { begun, position, told, refused };
    heard({ told: page.events.length, refused: refusedOfPage }, progress);
    const isLast = position === '';
    await until(() =>
      step((call) => (isLast ? table.finish(type, progress, call) : table.note(type, progress, call))),
    );
    if (isLast) return progress;
  }
}
