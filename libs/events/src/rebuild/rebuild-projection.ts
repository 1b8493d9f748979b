import type { ConsumeEvents } from '../consuming/consume-events';
import {
  fromTheBeginning,
  type RebuildByHandProgress,
  type RebuildProgress,
  type StandingRebuild,
} from '../storage/rebuilds-table';
import { hearThePast } from './hear-the-past';
import { sweep } from './sweep';
import type { WorkOnProjection } from './work-on-projection';

/** Who begins one later than that has had a reason: a table that was lost since, say. */
const GONE_ON_WITH_FOR_MS = 3_600_000;

/**
 * Has all that happened heard again, for the subscription of that `since`, and then forgotten what the owner has not any more. One
 * that was cut off up to an hour ago is gone on with. Resolves with whether nothing was refused.
 */
export async function rebuildProjection(
  work: WorkOnProjection,
  since: bigint,
  consume: ConsumeEvents,
): Promise<boolean> {
  const { projection, owner, table, until, step, sayHowFar, log } = work;
  const { type, noun } = projection;
  const standing = await until(() => step((call) => table.of(type, call)));
  const cutOff = cutOffOf(standing, since);
  if (cutOff === undefined) await until(() => step((call) => table.begin(type, since, call)));
  const { progress, swept } = cutOff ?? { progress: fromTheBeginning(since), swept: '' };
  log.info(
    { type, told: progress.told },
    `${cutOff === undefined ? 'begins' : 'goes on'} to hear what happened before`,
  );

  const isHeard = progress.position === '' && progress.told > 0;
  const { told, refused } = isHeard
    ? progress
    : await hearThePast({
        ...{ ...work, type, from: progress, history: owner, consume },
        heard: (_, so) => sayHowFar('hears what happened before', so.told, standing.total),
      });
  const { forgotten } = await sweep({
    ...{ projection, owner, from: swept, until, step },
    async note(position, { lookedAt }) {
      await until(() => step((call) => table.noteSwept(type, position, call)));
      sayHowFar('looks for what is left over', lookedAt, told);
    },
  });
  await until(() => step((call) => table.endByHand(type, call)));
  const outcome = `${told} ${noun}s heard of, ${refused} of them refused; ${forgotten} that are gone were forgotten`;
  log.info({ type, told, refused, forgotten }, outcome);
  return refused === 0;
}

/** Undefined where there is none that is worth going on with. */
function cutOffOf(
  { progress, byHand }: StandingRebuild,
  since: bigint,
): (RebuildByHandProgress & { readonly progress: RebuildProgress }) | undefined {
  if (progress?.begun !== since || byHand === undefined) return undefined;
  const notedMs = Number(byHand.notedAt / 1000n);
  return Date.now() - notedMs < GONE_ON_WITH_FOR_MS ? { ...byHand, progress } : undefined;
}
