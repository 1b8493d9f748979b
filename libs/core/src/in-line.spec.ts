import { inLine } from './in-line';

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a line', () => {
  it('has so many works under way, and begins them in their order', async () => {
    const line = inLine(2);
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const works = [0, 1, 2, 3].map((n) =>
      line(() => {
        begun.push(n);
        return new Promise<number>((resolve) => (ends[n] = () => resolve(n)));
      }),
    );
    await turn();
    expect(begun).toEqual([0, 1]);
    ends[1]?.();
    await turn();
    expect(begun).toEqual([0, 1, 2]);
    ends[0]?.();
    await turn();
    for (const end of ends) end();
    expect(await Promise.all(works)).toEqual([0, 1, 2, 3]);
  });

  it('goes on after a work that failed', async () => {
    const line = inLine(1);
    const failed = line(() => Promise.reject(new Error('no')));
    const next = line(async () => 'yes');
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });
});
