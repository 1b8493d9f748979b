import { allOf, condition } from './condition';

describe('a condition', () => {
  it('says what it waits for, why, and since when it waits at all', () => {
    let now = 1000;
    const database = condition('the database', 'not asked yet', () => now);
    now = 2000;
    database.waitFor('the database', 'connection refused');
    expect(database.waiting()).toEqual({ for: 'the database', why: 'connection refused', since: 1000 });
    database.waitFor('the lock', 'held by another');
    expect(database.waiting()).toEqual({ for: 'the lock', why: 'held by another', since: 1000 });
    database.meet();
    expect(database.waiting()).toBeUndefined();
    database.waitFor('the database', 'gone');
    expect(database.waiting()?.since).toBe(2000);
  });

  it('tells when it is met and lost, not when the reason is another one', () => {
    const changed = jest.fn();
    const each = condition('a', 'b');
    const forget = each.onChange(changed);
    each.waitFor('a', 'c');
    expect(changed).toHaveBeenCalledTimes(0);
    each.meet();
    each.meet();
    expect(changed).toHaveBeenCalledTimes(1);
    each.waitFor('a', 'd');
    expect(changed).toHaveBeenCalledTimes(2);
    forget();
    each.meet();
    expect(changed).toHaveBeenCalledTimes(2);
  });

  it('of several is met when all are, and names the first that is not', () => {
    const [first, second] = [condition('first', ''), condition('second', '')];
    const both = allOf([first, second]);
    second.meet();
    expect(both.waiting()?.for).toBe('first');
    first.meet();
    expect(both.waiting()).toBeUndefined();
    second.waitFor('second', 'gone');
    expect(both.waiting()?.why).toBe('gone');
  });
});
