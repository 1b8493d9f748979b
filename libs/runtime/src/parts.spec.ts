import { lifeOf, type Part } from './parts';

describe('the parts of a process', () => {
  let seen: string[];
  beforeEach(() => (seen = []));

  const part = (name: string, but: Partial<Part> = {}): Part => ({
    name,
    start: () => void seen.push(`start ${name}`),
    stop: () => void seen.push(`stop ${name}`),
    ...but,
  });
  /** A part that is told when it has started. */
  const slowPart = (name: string): { readonly part: Part; readonly goOn: () => void } => {
    let goOn = (): void => {};
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    return { part: part(name, { start: () => gate.then(() => void seen.push(`start ${name}`)) }), goOn };
  };

  it('start one after the other and stop in the reverse order', async () => {
    const slow = slowPart('b');
    const life = lifeOf([part('a'), slow.part, part('c')]);
    slow.goOn();
    await life.started;
    await life.stop();
    expect(seen).toEqual(['start a', 'start b', 'start c', 'stop c', 'stop b', 'stop a']);
  });

  it('are stopped as far as they run when one cannot start', async () => {
    const broken = part('b', { start: () => Promise.reject(new Error('no port')) });
    const life = lifeOf([part('a'), broken, part('c')]);
    await expect(life.started).rejects.toThrow('no port');
    await life.stop();
    expect(seen).toEqual(['start a', 'stop a']);
  });

  it('start no more once a stop has come, and what was starting is stopped, too', async () => {
    const slow = slowPart('b');
    const life = lifeOf([part('a'), slow.part, part('c')]);
    await new Promise(setImmediate); // it has come to the slow one
    const stopped = life.stop();
    slow.goOn();
    await Promise.all([stopped, life.started]);
    expect(seen).toEqual(['start a', 'start b', 'stop b', 'stop a']);
  });

  it('are all stopped although some fail to, and each is stopped once', async () => {
    const stubborn = (name: string) => part(name, { stop: () => Promise.reject(new Error('no')) });
    const life = lifeOf([part('a'), stubborn('b'), stubborn('c')]);
    await life.started;
    const first = life.stop();
    expect(life.stop()).toBe(first);
    await expect(first).rejects.toThrow(/c did not stop in order; .*b did not stop in order/);
    expect(seen).toEqual(['start a', 'start b', 'start c', 'stop a']);
  });
});
