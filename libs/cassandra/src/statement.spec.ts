import { idempotent, notIdempotent } from './statement';

describe('a statement', () => {
  it.each([
    ['SELECT a, b FROM t WHERE c = ? LIMIT ?', 'SELECT t'],
    ['INSERT INTO t (a) VALUES (?)', 'INSERT t'],
    ['DELETE a FROM t WHERE b = ?', 'DELETE t'],
  ])('%p is known as %p', (cql, label) => expect(idempotent(cql)).toEqual({ cql, label, idempotent: true }));

  it('says whether it may be repeated', () => {
    const cql = 'UPDATE t SET n = n + 1 WHERE a = ?';
    expect(notIdempotent(cql)).toEqual({ cql, label: 'UPDATE t', idempotent: false });
  });

  it('is a query or a write, nothing else', () => expect(() => idempotent('DROP TABLE t')).toThrow());
});
