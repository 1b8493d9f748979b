import { readSchema } from '@killrvideo/cassandra';

import { listenerTables, projectionTables, publisherTables } from './event-tables';

const namesIn = (cql: string): string[] => readSchema(cql).tables.map(({ name }) => name);

describe('the tables of events', () => {
  it('bear the name of their service, but for those that all services share', () => {
    const shared = ['event_subscriptions', 'event_dead_letters'];
    expect(namesIn(publisherTables('suggested-videos'))).toEqual([
      ...['suggested_videos_outbox', 'suggested_videos_outbox_writers'],
      ...shared,
    ]);
    expect(namesIn(projectionTables('suggested-videos'))).toEqual(['suggested_videos_rebuilds', ...shared]);
    expect(namesIn(listenerTables)).toEqual(shared);
  });
});
