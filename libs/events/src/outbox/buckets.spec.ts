import { buckets } from './buckets';

const settings = { bucketMs: 5000, bucketEvents: 3, bucketBytes: 100 };

function atTime() {
  let now = 0;
  return { ...{ buckets: buckets(settings, () => now) }, pass: (ms: number) => (now += ms) };
}

describe('buckets', () => {
  it('take so many events, then so many bytes, for so long', () => {
    const { buckets, pass } = atTime();
    const bucketOf = (bytes: number) => buckets.take(bytes).bucket;
    expect([1, 1, 1, 1].map(bucketOf)).toEqual([0, 0, 0, 1]);
    expect([99, 1].map(bucketOf)).toEqual([1, 2]);
    pass(4999);
    expect(bucketOf(1)).toBe(2);
    pass(1);
    expect(bucketOf(1)).toBe(3);
  });

  it('number the places of each from 0', () => {
    const { buckets } = atTime();
    expect([1, 1, 1, 1].map((bytes) => buckets.take(bytes).position)).toEqual([0, 1, 2, 0]);
  });

  it('take an event that is larger than a bucket alone', () => {
    const { buckets } = atTime();
    expect([1, 1000, 1].map((bytes) => buckets.take(bytes).bucket)).toEqual([0, 1, 2]);
  });

  it('are final once they are closed and nothing in them is under way', () => {
    const { buckets } = atTime();
    const [first, second] = [buckets.take(1), buckets.take(1)];
    expect(buckets.close()).toBe(1);
    const later = buckets.take(1);
    buckets.end(first);
    expect(buckets.firstOpen()).toBe(0);
    buckets.end(second);
    expect(buckets.firstOpen()).toBe(1);
    buckets.end(later);
    expect(buckets.firstOpen()).toBe(1);
  });

  it('stay as they are while nothing happens', () => {
    const { buckets, pass } = atTime();
    pass(60_000);
    buckets.closeOld();
    expect(buckets.close()).toBe(0);
    buckets.end(buckets.take(1));
    buckets.closeOld();
    expect(buckets.current).toBe(0);
    pass(60_000);
    buckets.closeOld();
    expect(buckets.current).toBe(1);
  });
});
