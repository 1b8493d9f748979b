import { Registry } from 'prom-client';

import { ownMetrics } from './own-metrics';

describe("a service's own metrics", () => {
  const registry = new Registry();
  const metrics = ownMetrics(registry, 'suggested-videos');
  const help = 'Something';

  it('are there from the start, at zero, under the name of the service', async () => {
    metrics.counter({ name: 'refused_total', help, labels: { why: ['full', 'late'] } });
    metrics.histogram({ name: 'batch_size', help, buckets: [1, 10] });
    const text = await registry.metrics();
    expect(text).toContain('suggested_videos_refused_total{why="full"} 0\n');
    expect(text).toContain('suggested_videos_refused_total{why="late"} 0\n');
    expect(text).toContain('suggested_videos_batch_size_bucket{le="+Inf"} 0\n');
  });

  it('count, tell a level when they are asked, and how values are spread', async () => {
    let waiting = 1;
    const count = metrics.counter({ name: 'told_total', help, labels: { how: ['loudly'] } });
    metrics.gauge({ name: 'waiting', help, read: () => waiting });
    metrics.gauge({
      ...{ name: 'levels', help, labels: { of: ['a', 'b'] } },
      read: ({ of }) => (of === 'a' ? 1 : 2),
    });
    const observe = metrics.histogram({ name: 'wait_seconds', help, buckets: [0.1, 1] });
    count({ how: 'loudly' });
    observe(0.5, {});
    waiting = 7;
    const text = await registry.metrics();
    for (const line of [
      'suggested_videos_told_total{how="loudly"} 1',
      'suggested_videos_waiting 7',
      'suggested_videos_levels{of="a"} 1',
      'suggested_videos_levels{of="b"} 2',
      'suggested_videos_wait_seconds_bucket{le="0.1"} 0',
      'suggested_videos_wait_seconds_bucket{le="1"} 1',
    ]) {
      expect(text).toContain(`${line}\n`);
    }
  });

  const many = Array.from({ length: 11 }, (_, at) => `v${at}`);
  it.each([
    ['a name that is not in snake_case', () => metrics.gauge({ name: 'Waiting-Now', help, read: () => 0 })],
    ['another unit than seconds', () => metrics.histogram({ name: 'wait_ms', help, buckets: [1] })],
    ['a counter without _total', () => metrics.counter({ name: 'refused', help })],
    ['a gauge with _total', () => metrics.gauge({ name: 'refused_now_total', help, read: () => 0 })],
    ['too many series', () => metrics.counter({ name: 'many_total', help, labels: { a: many, b: many } })],
    ['the same twice', () => metrics.gauge({ name: 'waiting', help, read: () => 0 })],
  ])('refuse %s', (_what, declare) => {
    expect(declare).toThrow(/suggested.videos/);
  });
});
