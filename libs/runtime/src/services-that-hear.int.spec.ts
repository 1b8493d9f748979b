import { randomUUID } from 'node:crypto';

import { grpcCaller } from '@killrvideo/grpc-client/testing';
import { eventually, useTestNode } from '@killrvideo/testing';
import { status } from '@grpc/grpc-js';

import { bundledBeside, endChildren, startChild, type ChildOfSpec } from './testing/child-process.testing';

const CONSUME = '/killrvideo.events.v1.EventConsumer/Consume';

const node = useTestNode();
let script: string;
beforeAll(async () => (script = await bundledBeside('services-that-hear.testing.ts')), 60_000);
afterEach(endChildren);

/** Processes with the same keyspace hear of each other. */
function start(modules: string, keyspace: string, environment: Record<string, string> = {}): ChildOfSpec {
  return startChild(script, {
    ...{ MODULES: modules, KILLRVIDEO_INTERNAL_PORT: '0', KILLRVIDEO_CASSANDRA_KEYSPACE: keyspace },
    KILLRVIDEO_ETCD_ENDPOINTS: node().etcd,
    KILLRVIDEO_CASSANDRA_CONTACT_POINTS: node().cassandra,
    ...environment,
  });
}

const someKeyspace = (): string => `hear_${randomUUID().replaceAll('-', '')}`;

function numbersHeard({ lines }: ChildOfSpec): number[] {
  const heard = lines.filter((line) => line.includes('"msg":"heard"'));
  return [...new Set(heard.map((line) => (JSON.parse(line) as { number: number }).number))];
}

const metricsOf = async (child: ChildOfSpec): Promise<string> => {
  const { admin } = JSON.parse(await child.says('"msg":"listening"')) as { admin: string };
  return (await fetch(`http://${admin}/metrics`)).text();
};

describe('a service that hears of events', () => {
  it('of another process: all of them from its subscription on, by the internal port', async () => {
    const keyspace = someKeyspace();
    const hears = start('hears', keyspace);
    await hears.says('subscribed to events');
    await hears.says('"msg":"registered"');
    const tells = start('tells', keyspace);
    await tells.says('all told');
    await eventually(() => expect(numbersHeard(hears)).toEqual([1, 2, 3]));

    await eventually(async () => {
      const metrics = await metricsOf(tells);
      expect(metrics).toContain('events_published_total{service="tells"} 3');
      expect(metrics).toContain('events_delivered_total{service="tells",consumer_group="hears"} 3');
      expect(metrics).toContain('events_lag_seconds{service="tells",consumer_group="hears"} 0');
    });
    expect(await metricsOf(hears)).toContain('grpc_method="Consume",grpc_code="OK"');
  }, 90_000);

  it('of its own process, without a call', async () => {
    const keyspace = someKeyspace();
    const both = start('hears,tells', keyspace);
    await both.says('all told');
    await eventually(() => expect(numbersHeard(both)).toEqual([1, 2, 3]));
    expect(await metricsOf(both)).toMatch(/^grpc_server_started_total\{.*grpc_method="Consume"\} 0$/m);
  }, 90_000);

  it('says why it refuses, and what groups it is', async () => {
    const keyspace = someKeyspace();
    const both = start('hears,tells', keyspace, { REFUSES: 'all' });
    expect(await both.says('an event was refused')).toContain('no numbers, please');
    const { internal } = JSON.parse(await both.says('"msg":"listening"')) as { internal: string };
    const caller = grpcCaller(internal);
    const { code, details } = await caller.callBytes(CONSUME, Buffer.from([0x0a, 1, 0x61]));
    caller.close();
    expect([code, details]).toEqual([status.NOT_FOUND, 'consumer_group names no group of this process']);
  }, 90_000);

  it('stops in order', async () => {
    const keyspace = someKeyspace();
    const both = start('hears,tells', keyspace);
    await both.says('all told');
    both.kill('SIGTERM');
    expect(await both.exited()).toBe(0);
  }, 90_000);
});
