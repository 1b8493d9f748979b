import { concurrently } from '@killrvideo/core';

import type { ToldHistory } from '../history/told-history';
import type { OwnSteps } from '../own-steps';
import { lookedUp } from './look-up';
import type { Patience } from './patience';
import type { Projection } from './projection';

const FORGOTTEN_AT_ONCE = 4;

/** How many aggregates were looked at, and how many of them were forgotten. */
export interface Swept {
  readonly lookedAt: number;
  readonly forgotten: number;
}

/**
 * Has a projection forget what the owner of its events has not any more, from a position on ('' is the beginning). What comes
 * meanwhile stays: it is later than what was seen here before the owner was asked. Each portion is noted once it was swept.
 */
export async function sweep(options: {
  readonly projection: Projection;
  readonly owner: ToldHistory;
  readonly from: string;
  readonly until: Patience;
  readonly step: OwnSteps;
  readonly note: (position: string, swept: Swept) => Promise<void>;
}): Promise<Swept> {
  const { projection, until, step, note } = options;
  let [lookedAt, forgotten] = [0, 0];
  for await (const { count, gone, position } of lookedUp(options)) {
    await until(() =>
      step((call) =>
        concurrently(gone, FORGOTTEN_AT_ONCE, ({ aggregate, at }) => projection.forget(aggregate, at, call)),
      ),
    );
    lookedAt += count;
    forgotten += gone.length;
    await note(position, { lookedAt, forgotten });
  }
  return { lookedAt, forgotten };
}
