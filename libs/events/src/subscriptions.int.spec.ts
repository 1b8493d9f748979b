import { randomUUID } from 'node:crypto';

import { useScratchKeyspace } from '@killrvideo/cassandra/testing';
import { testCall } from '@killrvideo/testing';

import { listenerTables, subscriptions, type Subscriptions } from './index';
import { subscriptionsTable, type Subscription } from './storage/subscriptions-table';

const cassandra = useScratchKeyspace(listenerTables);
let now = 1000;
let own: Subscriptions;
beforeAll(() => (own = subscriptions(cassandra(), () => now++)));

const some = (what: string): string => `${what} ${randomUUID()}`;
const all = (type: string): Promise<Subscription[]> => subscriptionsTable(cassandra()).of(type, testCall());

describe('a group that subscribes', () => {
  it('must build anew what it did not hear of before', async () => {
    const [group, known, added] = [some('group'), some('type'), some('type')];
    expect(await own.subscribe(group, [known], testCall())).toEqual({ added: [known], lapsed: [] });
    expect(await own.subscribe(group, [known, added], testCall())).toEqual({ added: [added], lapsed: [] });
    expect(await own.subscribe(group, [known, added], testCall())).toEqual({ added: [], lapsed: [] });
  });

  it('keeps since when it hears, however often it is started', async () => {
    const [group, type] = [some('group'), some('type')];
    await own.subscribe(group, [type], testCall());
    const before = await all(type);
    await own.subscribe(group, [type], testCall());
    expect(await all(type)).toEqual(before);
  });

  it('must build anew when it has lapsed, and hears again once it says so', async () => {
    const [group, type] = [some('group'), some('type')];
    await own.subscribe(group, [type], testCall());
    const [subscription] = await all(type);
    await subscriptionsTable(cassandra()).lapse(subscription!, testCall());
    expect(await all(type)).toMatchObject([{ isLapsed: true }]);
    expect(await own.subscribe(group, [type], testCall())).toEqual({ added: [], lapsed: [type] });
    expect(await own.subscribe(group, [type], testCall())).toEqual({ added: [], lapsed: [type] });
    await own.renew(group, [type], testCall());
    expect(await own.subscribe(group, [type], testCall())).toEqual({ added: [], lapsed: [] });
  });

  it('that is told to have lapsed too late, after it was made anew, goes on', async () => {
    const [group, type] = [some('group'), some('type')];
    await own.subscribe(group, [type], testCall());
    const [subscription] = await all(type);
    await own.renew(group, [type], testCall());
    await subscriptionsTable(cassandra()).lapse(subscription!, testCall());
    expect(await all(type)).toMatchObject([{ isLapsed: false }]);
  });

  it('is not there when only its lapse was noted, after it had left', async () => {
    const [group, type] = [some('group'), some('type')];
    await own.subscribe(group, [type], testCall());
    const [subscription] = await all(type);
    await own.leave(group, [type], testCall());
    await subscriptionsTable(cassandra()).lapse(subscription!, testCall());
    expect(await all(type)).toEqual([]);
  });
});
