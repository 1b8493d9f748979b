import { boundedError } from './bounded-error';

describe('an error in the log', () => {
  it('has its type, its message and its stack, with those of its causes', () => {
    expect(boundedError(new TypeError('no', { cause: new Error('because') }))).toEqual({
      type: 'TypeError',
      message: 'no: because',
      stack: expect.stringMatching(/^TypeError: no\n.*caused by: Error: because\n/s),
    });
  });

  it('keeps what a library has put onto it', () => {
    const error = Object.assign(new Error('no'), {
      code: 8704,
      query: 'SELECT',
      hosts: { a: new Error('away') },
    });
    expect(boundedError(error)).toMatchObject({
      ...{ code: 8704, query: 'SELECT' },
      hosts: expect.stringContaining('away'),
    });
  });

  it('stays within bounds, however much there is of it', () => {
    const much = 'x'.repeat(1_000_000);
    const error = Object.assign(new Error(much, { cause: new Error(much) }), {
      query: much,
      rows: Array.from({ length: 100_000 }, () => much),
      ...Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`p${at}`, much])),
    });
    expect(JSON.stringify(boundedError(error)).length).toBeLessThan(200_000);
    expect(boundedError(much)).toHaveLength(8 * 1024 + 1);
    expect(boundedError(undefined)).toBeUndefined();
  });
});
