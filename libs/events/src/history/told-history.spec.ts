import type { Fact, History } from '@killrvideo/core';
import { silentLog, testCall } from '@killrvideo/testing';

import { jsonIntent } from '../json-intent';
import { toldHistories, type ToldHistory } from './told-history';

interface Noted {
  readonly kind: 'noted';
  readonly text: string;
}

const TYPE = 'killrvideo.notes.events.Noted';
/** As many rows as texts; undefined is a row without a fact. */
function told(texts: readonly (string | undefined)[]): { history: ToldHistory; limits: number[] } {
  const limits: number[] = [];
  const factOf = (text: string): Fact<Noted> => ({ happened: { kind: 'noted', text }, at: 7n });
  const history: History<Noted> = {
    async page(position, limit) {
      limits.push(limit);
      const from = position === undefined ? 0 : Number(position) + 1;
      return texts.slice(from, from + limit).map((text, index) => ({
        position: String(from + index),
        fact: text === undefined ? undefined : factOf(text),
      }));
    },
    factOf: async (aggregate) => (texts.includes(aggregate) ? factOf(aggregate) : undefined),
  };
  const type = {
    ...{
      type: TYPE,
      aggregate: ({ text }: Noted) => text.slice(0, 9),
      messageOf: ({ text }: Noted) => Buffer.from(text),
    },
    ...{ intent: jsonIntent<Noted>(1), settle: async () => true, history },
  };
  return { history: toldHistories<Noted>({ noted: type }, silentLog).get(TYPE)!, limits };
}

async function pagesOf({ history }: { history: ToldHistory }, size: number): Promise<string[][]> {
  const pages: string[][] = [];
  let position = '';
  do {
    const { events, nextPosition } = await history.read(position, size, testCall());
    pages.push(events.map(({ message }) => Buffer.from(message).toString()));
    position = nextPosition;
  } while (position !== '');
  return pages;
}

const numbers = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index));

describe('a history that is told', () => {
  it('ends with an empty position', async () => {
    expect(await pagesOf(told([]), 2)).toEqual([[]]);
    expect(await pagesOf(told(['a', 'b', 'c']), 2)).toEqual([['a', 'b'], ['c']]);
  });

  it('counts rows that are no facts', async () => {
    const texts = [undefined, 'a', undefined, undefined, 'b'];
    expect(await pagesOf(told(texts), 2)).toEqual([['a'], [], ['b']]);
  });

  it('reads a large page piece by piece', async () => {
    const { history, limits } = told(numbers(450));
    expect((await history.read('', 450, testCall())).events).toHaveLength(450);
    expect(limits).toEqual([200, 200, 50]);
  });

  it('has 1 MiB in a page, or one event, and none of 3 MiB', async () => {
    const [half, large] = [500_000, 2_000_000].map((bytes) => 'x'.repeat(bytes));
    const pages = await pagesOf(told([half, half, half, large, 'y'.repeat(4_000_000), half]), 100);
    expect(pages.map((page) => page.map(({ length }) => length))).toEqual([
      [500_000, 500_000],
      [500_000],
      [2_000_000],
      [500_000],
    ]);
  });

  it('takes no position but those that it gave for the type', async () => {
    const { history } = told(numbers(3));
    const { nextPosition } = await history.read('', 1, testCall());
    const changed = [
      ...[`${nextPosition}A`, nextPosition.slice(1), ` ${nextPosition}`, `${nextPosition}=`, 'MQ', '1', '🐈'],
      Buffer.from(nextPosition, 'base64url').toString('base64'),
    ];
    for (const position of changed.filter((each) => each !== nextPosition)) {
      await expect(history.read(position, 1, testCall())).rejects.toThrow('position is not one');
    }
    expect((await history.read(nextPosition, 1, testCall())).events).toHaveLength(1);
  });

  it('is looked up, each once, as the event that would have told it', async () => {
    const { history } = told(['a', 'b']);
    const events = await history.lookUp(['a', 'c', 'a'], testCall());
    expect(events).toEqual([{ type: TYPE, aggregate: 'a', at: 7n, message: Buffer.from('a') }]);
  });

  it('leaves out nothing that was looked up and is too much', async () => {
    const large = ['x', 'y', 'z'].map((letter) => letter.repeat(1_500_000));
    await expect(told(large).history.lookUp(large, testCall())).rejects.toThrow('ask for fewer');
  });
});
