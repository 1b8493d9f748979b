import { status } from '@grpc/grpc-js';

import { instanceRecords, type InstanceRecords } from './instance-records';

const [A, B, C] = ['10.0.0.1:1', '10.0.0.2:1', '10.0.0.3:1'];
const SECOND = 1000;

describe('the records of instances', () => {
  let now: number;
  let records: InstanceRecords;
  beforeEach(() => {
    now = 0;
    records = instanceRecords(() => now);
    records.keep([A, B, C]);
    for (const each of [A, B, C]) ends(each, status.OK);
  });

  const ends = (address: string, ...codes: status[]): void => {
    for (const code of codes) records.started(address)(code, '');
  };
  const fails = (address: string, times = 3): void =>
    ends(address, ...Array.from({ length: times }, () => status.UNAVAILABLE));
  const left = (): string[] => [A, B, C].filter((each) => !records.mayBeCalled(each));

  it.each([status.UNAVAILABLE, status.DEADLINE_EXCEEDED, status.INTERNAL])(
    'leave one alone that ended three calls in a row with status %i',
    (code) => {
      ends(A, code, code);
      expect(left()).toEqual([]);
      ends(A, code);
      expect(left()).toEqual([A]);
      expect([records.known(), records.ejected()]).toEqual([3, 1]);
    },
  );

  it.each([status.NOT_FOUND, status.INVALID_ARGUMENT, status.RESOURCE_EXHAUSTED, status.CANCELLED])(
    'leave nobody alone for status %i, however often',
    (code) => {
      ends(A, ...Array.from({ length: 100 }, () => code));
      expect(left()).toEqual([]);
    },
  );

  it('do not count failures that an answer has come between', () => {
    ends(A, status.UNAVAILABLE, status.UNAVAILABLE, status.NOT_FOUND, status.UNAVAILABLE, status.UNAVAILABLE);
    expect(left()).toEqual([]);
  });

  it('do not hold against one that a service further down is away', () => {
    for (let call = 0; call < 10; call++) {
      records.started(A)(status.UNAVAILABLE, 'test.Echo is away: try again later');
    }
    expect(left()).toEqual([]);
  });

  it('leave one alone that says nothing for a second while it is asked, before any call has ended', () => {
    for (let call = 0; call < 3; call++) records.started(A);
    now += SECOND;
    ends(B, status.OK);
    expect(left()).toEqual([]);
    now += 1;
    expect(left()).toEqual([A]);
  });

  const waiting = (address: string, times: number) =>
    Array.from({ length: times }, () => records.started(address));

  it('pass over one for which many more calls wait than for others', () => {
    waiting(A, 4);
    expect(left()).toEqual([]);
    const [fifth] = waiting(A, 1);
    expect(left()).toEqual([A]);
    expect(records.ejected()).toBe(0);
    fifth?.(status.OK, '');
    expect(left()).toEqual([]);
    waiting(A, 6);
    for (const other of [B, C]) waiting(other, 5);
    expect(left()).toEqual([]);
    waiting(A, 1);
    expect(left()).toEqual([A]);
  });

  it('do not pass over one for others that fail at once, for which no call waits', () => {
    waiting(A, 50);
    for (const each of [B, C]) fails(each, 1);
    expect(left()).toEqual([]);
  });

  it('leave one in peace that is slow and answers, and one that nobody asks', () => {
    const [first, second] = [records.started(A), records.started(A)];
    now += 0.8 * SECOND;
    first(status.OK, '');
    now += 0.8 * SECOND;
    expect(left()).toEqual([]);
    second(status.OK, '');
    now += 60 * SECOND;
    expect(left()).toEqual([]);
  });

  it('bring back at once who answers late', () => {
    const late = records.started(A);
    now += 2 * SECOND;
    expect(left()).toEqual([A]);
    late(status.OK, '');
    expect(left()).toEqual([]);
  });

  it('let one call try it after a second, and bring it back when that is answered', () => {
    fails(A);
    now += SECOND;
    expect(left()).toEqual([]);
    const trial = records.started(A);
    expect(left()).toEqual([A]);
    trial(status.OK, '');
    expect([left(), records.ejected()]).toEqual([[], 0]);
  });

  it('let another call try it when the first was cancelled', () => {
    fails(A);
    now += SECOND;
    records.started(A)(status.CANCELLED, '');
    expect([left(), records.ejected()]).toEqual([[], 1]);
  });

  it('wait twice as long after each try in vain, up to 30 s, and begin anew when it was well for so long', () => {
    const waits = () => {
      let ms = 0;
      for (; left().includes(A); ms += 100) now += 100;
      return ms / SECOND;
    };
    fails(A);
    const waited = [waits()];
    for (let trial = 0; trial < 6; trial++) {
      fails(A, 1);
      waited.push(waits());
    }
    expect(waited).toEqual([1, 2, 4, 8, 16, 30, 30]);
    ends(A, status.OK);
    now += 31 * SECOND;
    fails(A);
    expect(waits()).toBe(1);
  });

  it('leave at most half of them alone', () => {
    fails(A);
    fails(B);
    expect(left()).toEqual([A]);
    records.keep([A, B, C, '10.0.0.4:1']);
    fails(B, 1);
    expect(left()).toEqual([A, B]);
  });

  it('leave nobody alone where all fail, or are silent', () => {
    for (let call = 0; call < 10; call++) for (const each of [A, B, C]) fails(each, 1);
    expect([left(), records.someAreWell()]).toEqual([[], false]);
    for (const each of [A, B, C]) ends(each, status.OK);
    for (const each of [A, B, C]) records.started(each);
    now += 2 * SECOND;
    expect([left(), records.someAreWell()]).toEqual([[], false]);
  });

  it('never leave the only one alone', () => {
    records.keep([A]);
    fails(A, 100);
    expect(left()).toEqual([]);
  });

  it('forget those that have gone', () => {
    fails(A);
    records.keep([B, C]);
    records.keep([A, B, C]);
    expect([left(), records.known()]).toEqual([[], 3]);
  });
});
