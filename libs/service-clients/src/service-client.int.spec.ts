import { DomainError, type CallContext, type OwnCall } from '@killrvideo/core';
import { registerInstance, type RegisteredInstance } from '@killrvideo/discovery';
import { grpcService, startGrpcServer, type GrpcServer } from '@killrvideo/grpc';
import { echoDescriptorSet, EchoService, type Text } from '@killrvideo/grpc/testing';
import { eventually, silentLog, sleep, testCall, useOwnEtcd } from '@killrvideo/testing';

import { serviceClient, type LookedFor, type ServiceClient } from './service-client';

type Say = (request: Text, call: CallContext) => Promise<Text>;
type EchoClient = ServiceClient<typeof EchoService>;

/** A second, and another one for a busy machine. */
const SOON_MS = 2000;

const etcd = useOwnEtcd(() => []);
const closeAtEnd: (() => unknown)[] = [];
let call: OwnCall;
beforeEach(() => void (call = testCall(5000)));
afterEach(async () => {
  call.end();
  for (const close of closeAtEnd.splice(0).reverse()) await close();
});

const address = () => ({ endpoints: [`127.0.0.1:${etcd().port}`] });
const at = ({ port }: { port: number }): string => `127.0.0.1:${port}`;

/** An instance that says who it is, unless it is to say otherwise; with the calls that it got. */
interface Instance extends GrpcServer {
  readonly calls: readonly CallContext[];
}

async function serve(say: Say = async () => ({ text: 'here' })): Promise<Instance> {
  const calls: CallContext[] = [];
  const told: Say = (request, each) => {
    calls.push(each);
    return say(request, each);
  };
  const server = await startGrpcServer({
    ...{ address: '127.0.0.1', port: 0, budgetMs: 10_000, maxConcurrentCalls: 1000 },
    services: [grpcService(EchoService, { say: told }, { descriptorSet: echoDescriptorSet })],
    observe: () => {},
  });
  closeAtEnd.push(() => server.close(0));
  return { ...server, calls };
}

async function register(instance: Instance): Promise<RegisteredInstance> {
  const registered = registerInstance({
    etcd: address(),
    registration: { services: ['Echo'], address: at(instance), instance: at(instance), metadata: {} },
    log: silentLog,
  });
  closeAtEnd.push(() => registered.deregister());
  await eventually(() => expect(registered.isRegistered()).toBe(true));
  return registered;
}

function clientOf(lookedFor: Partial<LookedFor> = {}): EchoClient {
  const client = serviceClient(EchoService, { log: silentLog });
  client.start({
    ...{ etcd: address(), addresses: undefined, own: undefined, dnsName: undefined },
    ...lookedFor,
  });
  closeAtEnd.push(() => client.stop());
  return client;
}

const explicit = (...instances: readonly Instance[]): EchoClient =>
  clientOf({ addresses: instances.map(at) });

const say = ({ methods }: EchoClient, text = 'moin'): Promise<Text> => methods.say({ text }, call);
const away = { kind: 'unavailable', message: 'test.Echo is away: try again later' };

describe('a client of a service', () => {
  it('finds its instances in etcd, within a second of their registration, and leaves those that go', async () => {
    const client = clientOf();
    await expect(say(client)).rejects.toMatchObject(away);
    const first = await serve(async () => ({ text: 'first' }));
    const registered = await register(first);
    await eventually(async () => expect(await say(client)).toEqual({ text: 'first' }), SOON_MS);
    const second = await serve(async () => ({ text: 'second' }));
    await register(second);
    await eventually(async () => expect(await say(client)).toEqual({ text: 'second' }), SOON_MS);
    expect(client.instances()).toEqual({ known: 2, ejected: 0 });
    await registered.deregister();
    await eventually(() => expect(client.instances()).toMatchObject({ known: 1 }), SOON_MS);
    const before = first.calls.length;
    for (let each = 0; each < 10; each++) expect(await say(client)).toEqual({ text: 'second' });
    expect(first.calls).toHaveLength(before);
  });

  it('says at once that nobody is there when the last has gone, and finds who comes later', async () => {
    const client = clientOf();
    const registered = await register(await serve());
    await eventually(() => say(client));
    await registered.deregister();
    await eventually(() => expect(say(client)).rejects.toMatchObject(away), SOON_MS);
    await register(await serve());
    await eventually(() => say(client), SOON_MS);
  });

  it('goes on calling whom it knows while etcd is away, and when that is back', async () => {
    const instance = await serve();
    await register(instance);
    const client = clientOf();
    await eventually(() => say(client));
    const isBack = etcd().restart();
    let failures = 0;
    let isAway = true;
    void isBack.then(() => (isAway = false));
    while (isAway) {
      await say(client).catch(() => failures++);
      await sleep(10);
    }
    expect(failures).toBe(0);
    const other = await serve(async () => ({ text: 'other' }));
    await register(other);
    await eventually(async () => expect(await say(client)).toEqual({ text: 'other' }));
  }, 30_000);

  it('asks DNS where etcd knows of nobody, and etcd again when it does', async () => {
    const fallback = await serve(async () => ({ text: 'by DNS' }));
    const client = clientOf({ dnsName: `localhost:${fallback.port}` });
    await eventually(async () => expect(await say(client)).toEqual({ text: 'by DNS' }));
    await register(await serve(async () => ({ text: 'by etcd' })));
    await eventually(async () => expect(await say(client)).toEqual({ text: 'by etcd' }), SOON_MS);
  });

  it('asks DNS where etcd was never there', async () => {
    const fallback = await serve();
    const client = clientOf({
      etcd: { endpoints: ['127.0.0.1:1'] },
      dnsName: `localhost:${fallback.port}`,
    });
    await expect(say(client)).resolves.toEqual({ text: 'here' });
  });

  it('asks nobody else where it is given addresses, which may be a name', async () => {
    await register(await serve(async () => ({ text: 'by etcd' })));
    const client = clientOf({ addresses: [`localhost:${(await serve()).port}`] });
    for (let each = 0; each < 5; each++) expect(await say(client)).toEqual({ text: 'here' });
  });

  it('calls the service in its own process as soon as that listens', async () => {
    await register(await serve(async () => ({ text: 'by etcd' })));
    const listening: string[] = [];
    let tell = (): void => {};
    const client = clientOf({
      own: {
        addresses: () => (listening.length === 0 ? undefined : listening),
        onChange(changed) {
          tell = changed;
          return () => {};
        },
      },
    });
    const early = say(client);
    listening.push(at(await serve()));
    tell();
    await expect(early).resolves.toEqual({ text: 'here' });
  });

  it('passes on whose call it is, and throws what services may tell their callers', async () => {
    const instance = await serve(async () => {
      throw new DomainError('not-found', 'there is no such text');
    });
    const client = explicit(instance);
    await expect(say(client)).rejects.toMatchObject({ kind: 'not-found', message: 'there is no such text' });
    expect(instance.calls[0]?.requestId).toBe(call.requestId);
    expect(client.instances().ejected).toBe(0);
  });

  it('begins no call once it is stopped, and lets those in flight end', async () => {
    let answer = (): void => {};
    const instance = await serve(
      () => new Promise((resolve) => void (answer = () => resolve({ text: 'late' }))),
    );
    const client = explicit(instance);
    const inFlight = say(client);
    await eventually(() => expect(instance.calls).toHaveLength(1));
    await client.stop();
    await expect(say(client)).rejects.toMatchObject({ kind: 'cancelled' });
    answer();
    await expect(inFlight).resolves.toEqual({ text: 'late' });
  });
});

const refuse: Say = async () => {
  throw new DomainError('unavailable', 'not now');
};
const calls = async (client: EchoClient, times: number, pauseMs = 2): Promise<number> => {
  let failures = 0;
  for (let each = 0; each < times; each++) {
    await say(client).catch(() => failures++);
    await sleep(pauseMs);
  }
  return failures;
};

/** Resolves when each has got a call: then all are connected, and take their turns. */
async function untilAllAreCalled(client: EchoClient, instances: readonly Instance[]): Promise<void> {
  await eventually(async () => {
    await calls(client, 3);
    expect(instances.every((each) => each.calls.length > 0)).toBe(true);
  });
}

describe('one bad instance of three', () => {
  it('that refuses every call costs no caller an error, and is asked a few times only', async () => {
    const bad = await serve(refuse);
    const client = explicit(bad, await serve(), await serve());
    expect(await calls(client, 300)).toBe(0);
    expect(bad.calls.length).toBeLessThan(10);
    expect(client.instances()).toEqual({ known: 3, ejected: 1 });
  });

  it('is called again when it works again', async () => {
    let isBad = true;
    const bad = await serve(async (request, each) => (isBad ? refuse(request, each) : { text: 'here' }));
    const instances = [bad, await serve(), await serve()];
    const client = explicit(...instances);
    await untilAllAreCalled(client, instances);
    await calls(client, 50);
    expect(client.instances().ejected).toBe(1);
    isBad = false;
    await eventually(async () => {
      await say(client);
      expect(client.instances().ejected).toBe(0);
    }, 5000);
    const before = bad.calls.length;
    await calls(client, 30);
    expect(bad.calls.length - before).toBe(10);
  });

  it('may have another one beside it: calls that are tried again go to who is well', async () => {
    let areBad = false;
    const bad: Say = async (request, each) => (areBad ? refuse(request, each) : { text: 'here' });
    const good: Say = async () => {
      await sleep(50);
      return { text: 'here' };
    };
    const instances = [await serve(bad), await serve(bad), await serve(good)];
    const client = explicit(...instances);
    await untilAllAreCalled(client, instances);
    areBad = true;
    const atOnce = await Promise.allSettled(Array.from({ length: 40 }, () => say(client)));
    expect(atOnce.filter(({ status }) => status === 'rejected')).toEqual([]);
  });

  it('that says NOT_FOUND all the time is called like the others', async () => {
    const instance = await serve(async () => {
      throw new DomainError('not-found', 'there is no such text');
    });
    const instances = [instance, await serve(), await serve()];
    const client = explicit(...instances);
    await untilAllAreCalled(client, instances);
    const before = instance.calls.length;
    expect(await calls(client, 60)).toBe(20);
    expect(instance.calls.length - before).toBe(20);
  });

  it('that answers nothing is left within 3 s, whatever time its callers have', async () => {
    const silent = await serve(() => new Promise(() => {}));
    const client = explicit(silent, await serve(), await serve());
    const began = performance.now();
    const waiting: Promise<unknown>[] = [];
    while (performance.now() - began < 3000) {
      waiting.push(say(client).catch(() => {}));
      await sleep(20);
    }
    expect(client.instances().ejected).toBe(1);
    const before = silent.calls.length;
    expect(await calls(client, 30)).toBe(0);
    expect(silent.calls.length - before).toBeLessThanOrEqual(1); // a call that tries it
    call.end();
    await Promise.all(waiting);
  }, 20_000);
});

/** Three services that call each other, in front of the last one; gives a client of the first. */
async function chainBefore(last: readonly Instance[]): Promise<EchoClient> {
  let next = explicit(...last);
  for (let hop = 0; hop < 3; hop++) {
    const { methods } = next;
    const hops = await Promise.all([1, 2, 3].map(() => serve((request, each) => methods.say(request, each))));
    next = explicit(...hops);
  }
  return next;
}

describe('a chain of three services', () => {
  it('calls a dependency that refuses everything at most 1.1 times as often as it is called', async () => {
    const last = await Promise.all([1, 2, 3].map(() => serve(refuse)));
    const client = await chainBefore(last);
    expect(await calls(client, 200, 0)).toBe(200);
    const got = last.reduce((sum, each) => sum + each.calls.length, 0);
    expect(got / 200).toBeLessThanOrEqual(1.1);
  });

  it('tries a call once more, next to the failure alone', async () => {
    const last = await Promise.all([1, 2, 3].map(() => serve(refuse)));
    const client = await chainBefore(last);
    await expect(say(client)).rejects.toMatchObject(away);
    expect(last.reduce((sum, each) => sum + each.calls.length, 0)).toBe(2);
  });

  it('ends each call before the one for which it is made', async () => {
    const last = await serve();
    await say(await chainBefore([last]));
    const leftAtLast = (last.calls[0]?.deadline ?? Infinity) - call.deadline;
    expect(leftAtLast).toBeLessThan(-3 * 45);
  });
});
