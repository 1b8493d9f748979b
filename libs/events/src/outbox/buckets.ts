import type { EventSettings } from '../settings';
import type { Place } from '../storage/outbox-table';

/** The buckets of this process: numbers that go up, never two in use by new events. */
export interface Buckets {
  readonly current: number;
  /** The first bucket that has nothing in it. */
  readonly unused: number;
  /** A place for a new event, under way until `end`. */
  take(bytes: number): Place;
  /** Nothing of the event will change any more, and groups know of it. */
  end(place: Place): void;
  /** Whatever comes from now on is in the bucket that is returned, or after it. */
  close(): number;
  /** Closes the bucket in use when it is old: for the times when no event comes. */
  closeOld(): void;
  /** Every bucket before this one is final: closed, and nothing in it is under way. */
  firstOpen(): number;
}

/** A bucket that has nothing in it is never closed, so the numbers stand still while nothing happens. */
export function buckets(
  { bucketMs, bucketEvents, bucketBytes }: Pick<EventSettings, 'bucketMs' | 'bucketEvents' | 'bucketBytes'>,
  now: () => number = () => performance.now(),
): Buckets {
  let current = 0;
  let taken = 0;
  let bytes = 0;
  let closesAt = 0;
  /** How many events are under way, by bucket. */
  const underWay = new Map<number, number>();

  const close = (): number => {
    if (taken > 0) current++;
    taken = 0;
    bytes = 0;
    return current;
  };
  const closeOld = (): void => {
    if (now() >= closesAt) close();
  };

  return {
    get current() {
      return current;
    },
    get unused() {
      return taken > 0 ? current + 1 : current;
    },
    take(size) {
      closeOld();
      if (taken === bucketEvents || bytes + size > bucketBytes) close();
      if (taken === 0) closesAt = now() + bucketMs;
      bytes += size;
      underWay.set(current, (underWay.get(current) ?? 0) + 1);
      return { bucket: current, position: taken++ };
    },
    end({ bucket }) {
      const left = (underWay.get(bucket) ?? 0) - 1;
      if (left > 0) underWay.set(bucket, left);
      else underWay.delete(bucket);
    },
    close,
    closeOld,
    firstOpen: () => Math.min(current, ...underWay.keys()),
  };
}
