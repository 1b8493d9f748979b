import { shownTime } from '@killrvideo/core';

const DAY_MS = 86_400_000;

/** The day (UTC) of a time in milliseconds since 1970, as the key of its bucket: `20261125`. */
export function dayBucket(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10).replaceAll('-', '');
}

/** The bucket of a video, whose date may be of any year: `00010101` to `99991231`. */
export function dayBucketOf(addedDate: bigint): string {
  return dayBucket(Number(shownTime(addedDate)));
}

/** The days from the newest back to the oldest, both included; none when the newest is older than the oldest. */
export function* daysBack(newest: string, oldest: string): Generator<string> {
  for (let ms = startOf(newest); ms >= startOf(oldest); ms -= DAY_MS) yield dayBucket(ms);
}

/** The day that many days before the time's. */
export function dayBefore(ms: number, days: number): string {
  return dayBucket(ms - days * DAY_MS);
}

function startOf(bucket: string): number {
  return Date.UTC(Number(bucket.slice(0, 4)), Number(bucket.slice(4, 6)) - 1, Number(bucket.slice(6, 8)));
}
