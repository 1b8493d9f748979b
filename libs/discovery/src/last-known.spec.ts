import { lastKnown } from './last-known';

const [A, B] = ['10.0.0.1:8102', '10.0.0.2:8102'];

describe('the last known addresses', () => {
  let now = 0;
  const known = () => lastKnown(() => now);
  beforeEach(() => void (now = 0));

  it('are not known before etcd has answered, and nobody when it fails to', () => {
    const addresses = known();
    expect(addresses.addresses()).toBeUndefined();
    expect(addresses.lost()).toBe(true);
    expect(addresses.addresses()).toEqual([]);
    expect(addresses.told([A])).toBe(true);
    expect(addresses.addresses()).toEqual([A]);
  });

  it('are told once, however often etcd says the same', () => {
    const addresses = known();
    expect([addresses.told([A, B]), addresses.told([A, B]), addresses.told([B])]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('are none when all have gone while etcd was there', () => {
    const addresses = known();
    addresses.told([A]);
    addresses.told([]);
    expect(addresses.addresses()).toEqual([]);
  });

  it('stay while etcd is away, and when it is back and knows of nobody, until somebody registers', () => {
    const addresses = known();
    addresses.told([A, B]);
    expect([addresses.lost(), addresses.lost(), addresses.told([])]).toEqual([false, false, false]);
    now += 60 * 60_000;
    expect(addresses.addresses()).toEqual([A, B]);
    addresses.told([B]);
    expect(addresses.addresses()).toEqual([B]);
  });

  it('are those from before the outage when the entries run out one after the other after it', () => {
    const addresses = known();
    addresses.told([A, B]);
    addresses.lost();
    addresses.told([A, B]);
    now += 10_000;
    addresses.told([B]);
    addresses.told([]);
    expect(addresses.addresses()).toEqual([A, B]);
  });

  it('are those from before the first of several outages that follow each other', () => {
    const addresses = known();
    addresses.told([A, B]);
    addresses.lost();
    addresses.told([B]);
    addresses.lost();
    addresses.told([]);
    expect(addresses.addresses()).toEqual([A, B]);
  });

  it('are believed to be none when all go long after an outage', () => {
    const addresses = known();
    addresses.told([A]);
    addresses.lost();
    addresses.told([A]);
    now += 30_001;
    addresses.told([]);
    expect(addresses.addresses()).toEqual([]);
  });
});
