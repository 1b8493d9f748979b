import { silentLog } from '@killrvideo/testing';

import { cassandraConnection } from './connection';

/** Nobody listens there. */
const NOWHERE = '127.0.0.1:1';
/** Node warns of the eleventh listener. */
const ATTEMPTS = 20;

afterEach(() => jest.useRealTimers());

it('waiting for a database leaves no listener and no timer behind, however many attempts it takes', async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance', 'Date'] });
  const added = jest.spyOn(AbortSignal.prototype, 'addEventListener');
  const removed = jest.spyOn(AbortSignal.prototype, 'removeEventListener');
  const attempts = () => added.mock.calls.length; // a pause follows each
  const connection = cassandraConnection({
    address: { contactPoints: [NOWHERE], dataCenter: 'datacenter1' },
    keyspace: 'killrvideo',
    replication: '',
    lock: { keeper: 'nobody', exclusively: (work) => work() },
    observe: () => {},
    log: silentLog,
  });
  connection.open();
  while (attempts() < ATTEMPTS) {
    await new Promise((resolve) => setImmediate(resolve));
    jest.advanceTimersByTime(2000);
  }
  expect(attempts() - removed.mock.calls.length).toBeLessThanOrEqual(1);
  expect(jest.getTimerCount()).toBeLessThanOrEqual(1);
  await connection.close();
  expect(jest.getTimerCount()).toBe(0);
});
