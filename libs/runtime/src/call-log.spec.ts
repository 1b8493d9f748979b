import { DomainError, type CallContext } from '@killrvideo/core';
import { status } from '@grpc/grpc-js';
import { pino } from 'pino';

import { logCalls } from './call-log';

const context: CallContext = {
  requestId: 'r-1',
  traceparent: undefined,
  tracestate: undefined,
  deadline: Infinity,
  cancelled: false,
};

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

  it('is silent about a call that went well and fast', () => {
    expect(linesOf(status.OK, undefined)).toEqual([]);
  });
});
