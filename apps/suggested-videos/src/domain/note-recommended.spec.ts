import { DomainError, type Log } from '@killrvideo/core';

import { notingRecommended } from './note-recommended';

const turn = () => new Promise((resolve) => setImmediate(resolve));

function begin() {
  const warned: unknown[] = [];
  const log = { warn: (about: unknown) => warned.push(about) } as unknown as Log;
  const written: string[] = [];
  const ends: ((error?: Error) => void)[] = [];
  const noting = notingRecommended(
    {
      replace: (userId, recommended) => {
        written.push(`${userId} ${recommended.length}`);
        return new Promise((resolve, reject) =>
          ends.push((error) => (error === undefined ? resolve() : reject(error))),
        );
      },
    },
    log,
  );
  const note = (userId: string, count = 0) => noting.note(userId, Array(count).fill({}) as never);
  return { noting, note, written, ends, warned };
}

describe('what was recommended', () => {
  it('is written for four users at once, for each who waits the latest', async () => {
    const { noting, note, written, ends } = begin();
    for (const user of ['a', 'b', 'c', 'd', 'e', 'f']) note(user, 1);
    note('e', 2);
    await turn();
    expect(written).toEqual(['a 1', 'b 1', 'c 1', 'd 1']);
    ends.splice(0).forEach((end) => end());
    await turn();
    expect(written.slice(4)).toEqual(['e 2', 'f 1']);
    const flushed = noting.flush();
    ends.splice(0).forEach((end) => end());
    await flushed;
  });

  it('is left out when too many wait, and after a failure it goes on', async () => {
    const { noting, note, written, ends, warned } = begin();
    for (let user = 0; user < 1100; user++) note(String(user));
    await turn();
    ends[0]?.(new DomainError('unavailable', 'no'));
    const flushed = noting.flush();
    while (written.length < 1004) {
      ends.splice(0).forEach((end) => end());
      await turn();
    }
    ends.splice(0).forEach((end) => end());
    await flushed;
    expect(written).toHaveLength(1004);
    expect(warned).toHaveLength(1);
  });
});
