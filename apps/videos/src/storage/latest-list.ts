import { readPage, type Cassandra, type PagingKeys, type Position } from '@killrvideo/cassandra';
import type { CallContext, Page, PageRequest } from '@killrvideo/core';

import type { VideoPosition, VideoPreview } from '../domain/video';
import { dayBefore, dayBucket, dayBucketOf, daysBack } from './day-bucket';
import { hiddenPosition, keyOf, LATEST_VIDEOS, positionOf, readPreviews } from './preview-lists';

/** Today's bucket and those of the 7 days before. */
const DAYS_BEFORE_TODAY = 7;
/** A sibling's clock may be ahead: what it has added after its midnight is to be seen here, too. */
const CLOCK_SKEW_MS = 60_000;

/**
 * A preview and the bucket that it stands in. Its date does not tell: other backends file by days of their local time,
 * and a page that went on in the day of the date would come upon the same rows again, without end.
 */
interface Filed {
  readonly day: string;
  readonly preview: VideoPreview;
}

/**
 * One page of the latest videos, from bucket to bucket. `now` is in milliseconds since 1970. The first page's oldest
 * day goes with the states: at midnight no row at the end of the list is lost.
 */
export async function readLatestPage(
  cassandra: Pick<Cassandra, 'rows'>,
  keys: PagingKeys,
  query: { readonly now: number; readonly page: PageRequest; readonly start: VideoPosition | undefined },
  call: CallContext,
): Promise<Page<VideoPreview>> {
  const { now, page, start } = query;
  const newestDay = dayBucket(now + CLOCK_SKEW_MS);
  let oldestDay = dayBefore(now, DAYS_BEFORE_TODAY);
  const first = start && (await placeOf(start));

  const { rows, nextState } = await readPage<Filed>(keys, {
    list: ['GetLatestVideoPreviews'],
    page,
    start: first && [oldestDay, ...first],
    read: (position: Position | undefined, limit) => {
      if (position === undefined) return readBuckets([...daysBack(newestDay, oldestDay)], undefined, limit);
      const [oldest = '', day = '', ...key] = position;
      oldestDay = oldest;
      // Ahead of the newest day, a start is the beginning of the list.
      return day > newestDay
        ? readBuckets([...daysBack(newestDay, oldest)], undefined, limit)
        : readBuckets([...daysBack(day, oldest)], positionOf(key), limit);
    },
    positionOf: ({ day, preview }) => [oldestDay, day, ...keyOf(preview)],
  });
  return { rows: rows.map(({ preview }) => preview), nextState };

  /** The bucket and the key of the video that the first page begins with. */
  async function placeOf(named: VideoPosition): Promise<Position> {
    const days = [...daysBack(newestDay, oldestDay)];
    const stored = await Promise.all(
      days.map((day) => hiddenPosition(cassandra, LATEST_VIDEOS, day, named, call)),
    );
    const at = stored.findIndex((position) => position !== undefined);
    return [days[at] ?? dayBucketOf(named.addedDate), ...keyOf(stored[at] ?? named)];
  }

  /**
   * At most `limit` rows of the buckets, those of the first from `from` on. While they do not suffice, twice as many
   * buckets are read at once as before: empty days cost few waits, and a full day costs one bucket.
   */
  async function readBuckets(
    days: readonly string[],
    from: VideoPosition | undefined,
    limit: number,
  ): Promise<Filed[]> {
    const found: Filed[] = [];
    const readDay = async (day: string, at: number): Promise<Filed[]> => {
      const start = at === 0 ? from : undefined;
      const previews = await readPreviews(cassandra, LATEST_VIDEOS, day, start, limit - found.length, call);
      return previews.map((preview) => ({ day, preview }));
    };
    for (let next = 0, atOnce = 1; next < days.length && found.length < limit; next += atOnce, atOnce *= 2) {
      const read = days.slice(next, next + atOnce).map((day, index) => readDay(day, next + index));
      found.push(...(await Promise.all(read)).flat());
    }
    return found.slice(0, limit);
  }
}
