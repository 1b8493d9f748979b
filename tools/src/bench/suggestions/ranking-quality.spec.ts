import { rankingQuality } from './ranking-quality';

describe('the quality of lists', () => {
  it('is the share that has what was wanted, and less for a place further down', () => {
    const lists = [['a', 'b', 'c'], ['b', 'a', 'c'], ['c', 'b', 'a'], []];
    const { hitRate, ndcg } = rankingQuality(lists, ['a', 'a', 'a', 'a']);
    expect(hitRate).toBe(0.75);
    expect(ndcg).toBeCloseTo((1 + 1 / Math.log2(3) + 1 / 2) / 4);
  });

  it('is 0 where nothing was found', () => {
    expect(rankingQuality([['b']], ['a'])).toEqual({ hitRate: 0, ndcg: 0 });
  });
});
