import { randomUUID } from 'node:crypto';

import { eventually, silentLog, sleep, useTestNode } from '@killrvideo/testing';
import type { Etcd3 } from 'etcd3';

import { cuttableWay, type CuttableWay } from './cuttable-way.testing';
import { openEtcd } from './etcd-client';
import { registerInstance, type RegisteredInstance } from './register-instance';
import { endpointKey, serviceKey } from './registration';
import { watchInstances, type InstanceWatch } from './watch-instances';

const [A, B] = ['10.0.0.1:8102', '10.0.0.2:8102'];
/** A second, and another one for a busy machine. */
const SOON_MS = 2000;

const node = useTestNode();
let etcd: Etcd3;
let way: CuttableWay;
let service: string;
let watch: InstanceWatch;
const registered: RegisteredInstance[] = [];

beforeAll(() => {
  etcd = openEtcd({ endpoints: [node().etcd] });
});
beforeEach(async () => {
  service = `Service${randomUUID()}`;
  way = await cuttableWay(Number(node().etcd.split(':')[1]));
  watch = watchInstances({ etcd: { endpoints: [`127.0.0.1:${way.port}`] }, service, log: silentLog });
});
afterEach(async () => {
  await watch.stop();
  await Promise.all(registered.splice(0).map((each) => each.deregister()));
  way.close();
});
afterAll(() => etcd.close());

function register(address: string): RegisteredInstance {
  const registration = { services: [service], address, instance: address, metadata: {} };
  const each = registerInstance({ etcd: { endpoints: [node().etcd] }, registration, log: silentLog });
  registered.push(each);
  return each;
}

const areKnown = (addresses: readonly string[], withinMs?: number) =>
  eventually(() => expect(watch.addresses()).toEqual(addresses), withinMs);

describe('a watch of instances', () => {
  it('tells within a second who comes and who goes, also the last', async () => {
    await areKnown([]);
    const [first, second] = [register(A), register(B)];
    await eventually(() => expect([first.isRegistered(), second.isRegistered()]).toEqual([true, true]));
    await areKnown([A, B], SOON_MS);
    await first.deregister();
    await areKnown([B], SOON_MS);
    await second.deregister();
    await areKnown([], SOON_MS);
  });

  it('calls who listens once for each change, until it is told to stop', async () => {
    await areKnown([]);
    const heard: unknown[] = [];
    const forget = watch.onChange(() => heard.push(watch.addresses()));
    register(A);
    await areKnown([A]);
    forget();
    register(B);
    await areKnown([A, B]);
    expect(heard).toEqual([[A]]);
  });

  it('finds those of IPv6, which are registered as endpoints only, and leaves out what nobody can call', async () => {
    await etcd.put(serviceKey(service, 'nonsense')).value('somewhere');
    await etcd.put(serviceKey(service, 'everywhere')).value('0.0.0.0:50101');
    await etcd.put(endpointKey(service, '[fd00::1]:8102')).value('{"Op":0,"Addr":"[fd00::1]:8102"}');
    await etcd.put(serviceKey(`${service}Else`, B)).value(B);
    await areKnown(['[fd00::1]:8102']);
  });

  it('keeps the last known while etcd is away, and reads anew when it is back, whatever it has compacted', async () => {
    await etcd.put(serviceKey(service, 'a')).value(A);
    await areKnown([A]);
    way.cut();
    await etcd.delete().key(serviceKey(service, 'a'));
    const { header } = await etcd.put(serviceKey(service, 'b')).value(B);
    await etcd.kv.compact({ revision: header.revision, physical: true });
    await sleep(500);
    expect(watch.addresses()).toEqual([A]);
    way.mend();
    await areKnown([B], 5000);
  });

  it('goes on watching after an outage', async () => {
    await areKnown([]);
    way.cut();
    await sleep(500);
    way.mend();
    await eventually(async () => {
      await etcd.put(serviceKey(service, randomUUID())).value(A);
      expect(watch.addresses()).toEqual([A]);
    });
    await etcd.put(serviceKey(service, 'b')).value(B);
    await areKnown([A, B], SOON_MS);
  });

  it('keeps the last known when nobody is registered after an outage, until somebody is', async () => {
    await etcd.put(serviceKey(service, 'a')).value(A);
    await areKnown([A]);
    way.cut();
    await etcd.delete().prefix(serviceKey(service, ''));
    await sleep(300);
    way.mend();
    await sleep(3000);
    expect(watch.addresses()).toEqual([A]);
    await etcd.put(serviceKey(service, 'b')).value(B);
    await areKnown([B], SOON_MS);
  });

  it('knows nobody when etcd was never there, and can be ended', async () => {
    const away = watchInstances({ etcd: { endpoints: ['127.0.0.1:1'] }, service, log: silentLog });
    expect(away.addresses()).toBeUndefined();
    await eventually(() => expect(away.addresses()).toEqual([]));
    await away.stop();
  });
});
