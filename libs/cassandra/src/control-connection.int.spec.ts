import type { EventEmitter } from 'node:events';

import { eventually, sleep, startCqlProxy, useTestNode, type CqlProxy } from '@killrvideo/testing';
import { Client } from 'cassandra-driver';

import { clientOptions } from './client-options';
import { mendClient } from './mend-client';

const node = useTestNode();

interface WatchedConnection extends EventEmitter {
  readonly connected: boolean;
}

let proxy: CqlProxy;
let client: Client;
beforeEach(async () => {
  proxy = await startCqlProxy(node().cassandra);
  client = new Client(clientOptions({ contactPoints: [proxy.address], dataCenter: 'datacenter1' }));
  mendClient(client);
  await client.connect();
});
afterEach(async () => {
  await client.shutdown();
  proxy.close();
});

function controlConnection(): WatchedConnection | null {
  return (client as unknown as { controlConnection: { connection: WatchedConnection | null } })
    .controlConnection.connection;
}

/** How many would start a repair if it closed; the driver's pool listens too. */
const watchers = (): number => controlConnection()?.listenerCount('socketClose') ?? 0;

it('the control connection is open again after each outage, and watched by no more than at first', async () => {
  const atFirst = watchers();
  expect(atFirst).toBeGreaterThan(0);
  for (const outageMs of [0, 400, 1500]) {
    const letThrough = proxy.cutOff();
    await sleep(outageMs);
    letThrough();
    await eventually(() => expect(controlConnection()?.connected).toBe(true));
    await sleep(300); // a second repair would have begun
    await eventually(() => expect(controlConnection()?.connected).toBe(true));
    expect(watchers()).toBeLessThanOrEqual(atFirst);
    await client.execute('SELECT now() FROM system.local');
  }
}, 60_000);
