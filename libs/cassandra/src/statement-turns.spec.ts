import { statementTurns } from './statement-turns';

const always = (): void => {};
const ticks = () => new Promise((resolve) => setImmediate(resolve));

/** Work that ends when it is told to, and how many have begun. */
function jobs() {
  const ends: (() => void)[] = [];
  return {
    work: () => new Promise<void>((resolve) => ends.push(resolve)),
    begun: () => ends.length,
    endNext: () => ends.shift()?.(),
  };
}

describe('turns of statements', () => {
  it('leave room to others when many ask for one, and do all of them in the order they came', async () => {
    const inTurn = statementTurns(10);
    const slow = jobs();
    const order: number[] = [];
    const flood = Array.from({ length: 30 }, (_, index) =>
      inTurn('slow', always, slow.work).then(() => order.push(index)),
    );
    expect(slow.begun()).toBe(6);
    expect(await inTurn('quick', always, async () => 'done')).toBe('done');
    for (let each = 0; each < 30; each++) {
      slow.endNext();
      await ticks();
    }
    await Promise.all(flood);
    expect(order).toEqual(Array.from({ length: 30 }, (_, index) => index));
  });

  it('come to the one who waited when another kind leaves', async () => {
    const inTurn = statementTurns(1);
    const first = jobs();
    const begun = inTurn('one', always, first.work);
    const other = inTurn('another', always, async () => 'done');
    first.endNext();
    await begun;
    expect(await other).toBe('done');
  });

  it('are not given to what nobody waits for any more, however much of it there is', async () => {
    const inTurn = statementTurns(1);
    const first = jobs();
    const begun = inTurn('one', always, first.work);
    const abandoned = jest.fn(async () => {});
    const reason = new Error('late');
    let isLate = false;
    const isDue = (): void => {
      if (isLate) throw reason;
    };
    const dropped = Array.from({ length: 30_000 }, () => inTurn('one', isDue, abandoned));
    const outcomes = Promise.allSettled(dropped);
    const last = inTurn('one', always, async () => 'done');
    isLate = true;
    first.endNext();
    await begun;
    expect(await last).toBe('done');
    expect((await outcomes).filter((each) => each.status !== 'rejected' || each.reason !== reason)).toEqual(
      [],
    );
    expect(abandoned).not.toHaveBeenCalled();
  });

  it('are refused where too many wait', async () => {
    const inTurn = statementTurns(1, 1);
    const work = jobs();
    const both = [inTurn('one', always, work.work), inTurn('one', always, work.work)];
    await expect(inTurn('one', always, work.work)).rejects.toMatchObject({ kind: 'resource-exhausted' });
    work.endNext();
    await both[0];
    await ticks();
    work.endNext();
    await both[1];
    expect(await inTurn('one', always, async () => 'done')).toBe('done');
  });

  it('go on after work that failed', async () => {
    const inTurn = statementTurns(1);
    await expect(inTurn('one', always, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await inTurn('one', always, async () => 'done')).toBe('done');
  });
});
