import { condition } from '@killrvideo/core';

import { readiness } from './readiness';

describe('whether a process is ready', () => {
  it('says of each service that waits for what, how long and why', () => {
    let now = 1000;
    const clock = () => now;
    const [database, tables] = [
      condition('Cassandra at a:9042', 'no answer', clock),
      condition('t', 'u', clock),
    ];
    const ready = readiness(clock);
    expect(ready.notReadyBecause()).toBe('starting');
    ready.begin([
      { name: 'comments', ready: database },
      { name: 'videos', ready: tables },
    ]);
    now = 13_000;
    tables.meet();
    expect(ready.notReadyBecause()).toBe('comments waits for Cassandra at a:9042, for 12 s: no answer');
    database.meet();
    expect(ready.notReadyBecause()).toBeUndefined();
    ready.end('stopping');
    expect(ready.notReadyBecause()).toBe('stopping');
  });
});
