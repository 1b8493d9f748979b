import { getEventListeners, getMaxListeners } from 'node:events';

import { remainingMs, type CallContext } from './call-context';
import { DomainError } from './domain-error';
import { callFrom, callOfAll, ownCall, sooner } from './own-call';

const HOUR_MS = 3_600_000;
const ORIGIN = { requestId: 'r-1', traceparent: 'parent', tracestate: 'state' };

const inMs = (ms: number) => performance.now() + ms;
const kindOf = (error: unknown) => (error instanceof DomainError ? error.kind : error);
const reasonOf = ({ signal }: CallContext) => kindOf(signal.reason);
const refusalOf = (call: CallContext) => {
  try {
    return remainingMs(call);
  } catch (error) {
    return kindOf(error);
  }
};
const listenersOf = ({ signal }: CallContext) => getEventListeners(signal, 'abort');

beforeEach(() => jest.useFakeTimers());
afterEach(() => {
  const timers = jest.getTimerCount();
  jest.useRealTimers();
  expect(timers).toBe(0); // whatever a call went through: its timer is gone when it is over
});

describe('a call', () => {
  it('says where it comes from and how long it has', () => {
    const call = callFrom(ORIGIN, inMs(500));
    expect(call).toMatchObject(ORIGIN);
    jest.advanceTimersByTime(200);
    expect(remainingMs(call)).toBe(300);
    expect(call.over).toBeUndefined();
  });

  it('is over when it is ended, for the first reason that is told', () => {
    const [given, told] = [ownCall('given up', inMs(HOUR_MS)), ownCall('told', inMs(HOUR_MS))];
    given.end();
    given.end('deadline-exceeded');
    told.end('deadline-exceeded');
    expect([given.over, told.over]).toEqual(['cancelled', 'deadline-exceeded']);
    expect([given, told].map(refusalOf)).toEqual(['cancelled', 'deadline-exceeded']);
  });

  it('is over at its deadline, and stays so whoever ends it afterwards', () => {
    const call = ownCall('late', inMs(500));
    jest.advanceTimersByTime(500);
    expect(refusalOf(call)).toBe('deadline-exceeded');
    call.end();
    expect(call.over).toBe('deadline-exceeded');
  });
});

describe('the signal of a call', () => {
  it('is made for who asks, and one', () => {
    const call = ownCall('unasked', inMs(HOUR_MS));
    expect(jest.getTimerCount()).toBe(0);
    expect(call.signal).toBe(call.signal);
    expect(jest.getTimerCount()).toBe(1);
    call.end();
  });

  it('aborts when the call is given up', () => {
    const call = ownCall('given up', inMs(HOUR_MS));
    const aborted = jest.fn();
    call.signal.addEventListener('abort', aborted);
    expect(call.signal.aborted).toBe(false);
    call.end();
    call.end();
    expect(aborted).toHaveBeenCalledTimes(1);
    expect(reasonOf(call)).toBe('cancelled');
  });

  it('aborts at the deadline, not before, with nobody telling it', () => {
    const { signal } = ownCall('late', inMs(500));
    jest.advanceTimersByTime(499);
    expect(signal.aborted).toBe(false);
    jest.advanceTimersByTime(1);
    expect(kindOf(signal.reason)).toBe('deadline-exceeded');
  });

  it('looks again when a timer has ended before the deadline', () => {
    const { signal } = ownCall('late', inMs(500.75)); // timers know whole milliseconds
    jest.advanceTimersByTime(500);
    expect(signal.aborted).toBe(false);
    jest.advanceTimersByTime(1);
    expect(signal.aborted).toBe(true);
  });

  it.each([2 ** 31, Infinity])('has no end at once where the deadline is %p ms away', (ms) => {
    const call = ownCall('patient', inMs(ms));
    const { signal } = call;
    jest.advanceTimersByTime(HOUR_MS);
    expect(signal.aborted).toBe(false);
    call.end();
    expect(signal.aborted).toBe(true);
  });

  it('has aborted where the call was over before anybody asked', () => {
    const [given, late] = [ownCall('given up', inMs(HOUR_MS)), ownCall('late', inMs(500))];
    given.end();
    jest.advanceTimersByTime(500);
    expect(given.signal.aborted && late.signal.aborted).toBe(true);
    expect([given, late].map(reasonOf)).toEqual(['cancelled', 'deadline-exceeded']);
  });

  it('may be listened to by any number of steps', () => {
    const call = ownCall('of many steps', inMs(HOUR_MS));
    expect(getMaxListeners(call.signal)).toBe(Infinity); // Node warns of none
    call.end();
  });
});

describe('the same call with less time', () => {
  it('is the same for all who look, and never gets more time', () => {
    const call = callFrom(ORIGIN, inMs(500));
    expect(sooner(call, inMs(200))).toMatchObject({ ...ORIGIN, deadline: inMs(200) });
    expect(sooner(call, inMs(800)).deadline).toBe(call.deadline);
  });

  it('ends before its call does, and leaves that alone', () => {
    const call = ownCall('patient', inMs(HOUR_MS));
    const step = sooner(call, inMs(200));
    const { signal } = step;
    expect(listenersOf(call)).toHaveLength(1);
    jest.advanceTimersByTime(200);
    expect([kindOf(signal.reason), step.over]).toEqual(['deadline-exceeded', 'deadline-exceeded']);
    expect(call.over).toBeUndefined();
    expect(listenersOf(call)).toEqual([]);
    call.end();
  });

  it('ends with its call', () => {
    const call = ownCall('given up', inMs(HOUR_MS));
    const [asked, unasked] = [sooner(call, inMs(200)), sooner(call, inMs(200))];
    const { signal } = asked;
    call.end();
    expect([kindOf(signal.reason), asked.over]).toEqual(['cancelled', 'cancelled']);
    expect([reasonOf(unasked), unasked.over]).toEqual(['cancelled', 'cancelled']);
    expect(listenersOf(call)).toEqual([]);
  });
});

describe('one call for several', () => {
  const several = () => [callFrom(ORIGIN, inMs(300)), ownCall('patient', inMs(900))] as const;

  it('bears the name of the first and has the time of the most patient, within a bound', () => {
    const calls = several();
    expect(callOfAll(calls, inMs(HOUR_MS))).toMatchObject({ ...ORIGIN, deadline: inMs(900) });
    expect(callOfAll(calls, inMs(400)).deadline).toBe(inMs(400));
  });

  it('is over when the last of them is, be it given up or late', () => {
    const calls = several();
    const all = callOfAll(calls, inMs(HOUR_MS));
    const { signal } = all;
    jest.advanceTimersByTime(300);
    expect([all.over, signal.aborted]).toEqual([undefined, false]);
    calls[1].end();
    expect([all.over, kindOf(signal.reason)]).toEqual(['deadline-exceeded', 'deadline-exceeded']);
    for (const call of calls) expect(listenersOf(call)).toEqual([]);
  });

  it('leaves no listener at them when its work is done', () => {
    const calls = several();
    const all = callOfAll(calls, inMs(HOUR_MS));
    expect(all.signal.aborted).toBe(false);
    all.end();
    for (const call of calls) {
      expect(listenersOf(call)).toEqual([]);
      call.end();
    }
  });
});
