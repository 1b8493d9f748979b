import { DomainError, ownCall } from '@killrvideo/core';
import { NOT_HERE } from '@killrvideo/grpc';
import { status } from '@grpc/grpc-js';
import { pino } from 'pino';

import { logCalls } from './call-log';

const context = ownCall('r-1', Infinity);

function linesOf(code: status, error: unknown): Record<string, unknown>[] {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ base: null }, { write: (line) => lines.push(JSON.parse(line) as never) });
  logCalls(log, 1000)({ service: 'S', method: 'M', code, seconds: 0.1, context, error });
  return lines;
}

describe('the log of calls', () => {
  it('says what was wrong with a request, in the words its caller was told', () => {
    const [line] = linesOf(status.NOT_FOUND, new DomainError('not-found', 'no video 1'));
    expect(line).toMatchObject({ rpc: 'S/M', code: 'NOT_FOUND', details: 'no video 1' });
  });

  it('says less where these hold what is not to be logged', () => {
    const error = new DomainError('already-exists', 'taken: a@b.c', { logAs: 'taken: the e-mail' });
    const lines = linesOf(status.ALREADY_EXISTS, error);
    expect(lines).toMatchObject([{ details: 'taken: the e-mail' }]);
    expect(JSON.stringify(lines)).not.toContain('a@b.c');
  });

  it('tells the cause of what is our fault', () => {
    const error = new DomainError('internal', 'a statement failed', { cause: new Error('no such table') });
    expect(JSON.stringify(linesOf(status.INTERNAL, error))).toContain('no such table');
  });

  it('tells the cause of an outage in one short line: it brings thousands', () => {
    const cause = new Error('All host(s) tried for query failed');
    const error = new DomainError('unavailable', 'the database did not answer', { cause });
    const lines = linesOf(status.UNAVAILABLE, error);
    expect(lines).toMatchObject([{ details: error.message, cause: cause.message }]);
    expect(JSON.stringify(lines).length).toBeLessThan(400);
  });

  it('keeps texts that quote a request within bounds, in one line', () => {
    const cause = new Error('\u001b'.repeat(1_000_000));
    const error = new DomainError('unavailable', 'x\n'.repeat(1_000_000), { cause });
    const lines = linesOf(status.UNAVAILABLE, error);
    expect(JSON.stringify(lines).length).toBeLessThan(10_000);
    expect(lines).toMatchObject([{ details: expect.not.stringMatching(/\p{Cc}/u) }]);
  });

  it('tells what grpc-js answered by itself', () => {
    const lines: Record<string, unknown>[] = [];
    const log = pino({ base: null }, { write: (line) => lines.push(JSON.parse(line) as never) });
    const outcome = { service: 'S', method: 'M', code: status.RESOURCE_EXHAUSTED, seconds: 0.1, context };
    logCalls(log, 1000)({ ...outcome, details: 'larger than max' });
    expect(lines).toMatchObject([{ rpc: 'S/M', code: 'RESOURCE_EXHAUSTED', details: 'larger than max' }]);
  });

  describe('of what is not here', () => {
    beforeEach(() => jest.useFakeTimers({ now: 0 }));
    afterEach(() => jest.useRealTimers());

    function asking() {
      const lines: { details: string }[] = [];
      const log = pino({ base: null }, { write: (line) => lines.push(JSON.parse(line) as never) });
      const observe = logCalls(log, 1000);
      const ask = (details: string): void =>
        observe({
          ...{ service: NOT_HERE, method: NOT_HERE, code: status.UNIMPLEMENTED, seconds: 0, context },
          details,
        });
      return { ask, lines };
    }

    it('warns once a minute for each, however often it is asked for', () => {
      const { ask, lines } = asking();
      for (let second = 0; second < 119; second++) {
        ask('the service a is not here');
        ask('the service b is not here');
        jest.advanceTimersByTime(1000);
      }
      expect(lines.map(({ details }) => details.at(12))).toEqual(['a', 'b', 'a', 'b']);
      expect(lines).toMatchObject(lines.map(() => ({ level: 40 })));
    });

    it('says no more than a hundred lines a minute when ever others are asked for', () => {
      const { ask, lines } = asking();
      for (let at = 0; at < 10_000; at++) ask(`the service ${at} is not here`);
      expect(lines).toHaveLength(100);
    });
  });

  it('is silent about a call that went well and fast', () => {
    expect(linesOf(status.OK, undefined)).toEqual([]);
  });
});
