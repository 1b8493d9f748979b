import { byteBudget } from './byte-budget';

describe('a budget of bytes', () => {
  it('is taken up to its limit, and again when it is free', () => {
    const budget = byteBudget(100, 10);
    expect([budget.take(60), budget.take(40), budget.take(1)]).toEqual([true, true, false]);
    budget.free(60);
    expect([budget.take(61), budget.take(60)]).toEqual([false, true]);
  });

  it('is granted in the order of coming, and nobody overtakes', () => {
    const budget = byteBudget(100, 10);
    const granted: string[] = [];
    budget.take(90);
    budget.wait(50, () => granted.push('first'));
    budget.wait(10, () => granted.push('second'));
    expect(budget.take(1)).toBe(false);
    expect(granted).toEqual([]);
    budget.free(90);
    expect(granted).toEqual(['first', 'second']);
    expect([budget.take(41), budget.take(40)]).toEqual([false, true]);
  });

  it('tells those who run the service how full it is, and how many wait', () => {
    const budget = byteBudget(100, 10);
    budget.take(90);
    budget.wait(50, () => {});
    expect(budget.state()).toEqual({ usedBytes: 90, limitBytes: 100, waiting: 1 });
    budget.free(90);
    expect(budget.state()).toEqual({ usedBytes: 50, limitBytes: 100, waiting: 0 });
  });

  it('goes to the next when the one before stops waiting', () => {
    const budget = byteBudget(100, 10);
    const granted: string[] = [];
    budget.take(60);
    const stop = budget.wait(90, () => granted.push('large'));
    budget.wait(40, () => granted.push('small'));
    stop?.();
    stop?.();
    expect(granted).toEqual(['small']);
  });

  it('does not let more wait than its bound', () => {
    const budget = byteBudget(100, 1);
    budget.take(100);
    const stop = budget.wait(1, () => {});
    expect(stop).toEqual(expect.any(Function));
    expect(budget.wait(1, () => {})).toBeUndefined();
    stop?.();
    expect(budget.wait(1, () => {})).toEqual(expect.any(Function));
  });

  it('is there for one that is larger than the limit when nothing else is', () => {
    const budget = byteBudget(100, 10);
    expect(budget.take(500)).toBe(true);
    expect(budget.take(1)).toBe(false);
  });
});
