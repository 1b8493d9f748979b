import { randomUUID } from 'node:crypto';

import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import { EventHistoryService as History, type Event } from '@killrvideo/proto/events-v1';
import { status } from '@grpc/grpc-js';

import { callerOfInternal, deploymentsOf } from './world';

/** What stands in the tables of a type: the write time of each aggregate that has a fact. */
export type Standing = ReadonlyMap<string, bigint>;

/** A type whose history is told. */
export interface ToldType {
  readonly type: string;
  /** Makes facts, as the service and as other tools do, and rows that are none. */
  readonly make: () => Promise<void>;
  /** Read from the tables. */
  readonly standing: () => Promise<Standing>;
  /** An aggregate that can be one and has no fact. */
  readonly unknown: () => string;
}

const WALK_MS = 120_000;
const PAGES_OF_ONE = 200;

const timesOf = (events: readonly Event[]): Map<string, bigint> =>
  new Map(events.map(({ aggregate, writtenAtMicros }) => [aggregate, writtenAtMicros]));

/** What everybody may expect of a history, in each deployment of the app. */
export function itTellsItsHistory(app: string, { type, make, standing, unknown }: ToldType): void {
  describe.each(deploymentsOf(app))(`The history of ${type} of %s`, (deployment) => {
    let owner: GrpcCaller;
    beforeAll(async () => {
      const types = type.slice(0, type.lastIndexOf('.'));
      owner = await callerOfInternal(`EventHistory.${types}`, deployment);
      await make();
    });
    afterAll(() => owner.close());

    /** At least so many events, or all. */
    const walk = async (pageSize: number, least = Infinity): Promise<Event[]> => {
      const told: Event[] = [];
      let position = '';
      do {
        const page = await owner.ok(History.readHistory, { type, pageSize, position });
        expect(page.events.length).toBeLessThanOrEqual(pageSize);
        told.push(...page.events);
        position = page.nextPosition;
      } while (position !== '' && told.length < least);
      return told;
    };
    const codeOf = async (pageSize: number, position = '', ofType = type) =>
      (await owner.call(History.readHistory, { type: ofType, pageSize, position })).code;

    it.each([100, 1000])(
      'has all that stands, each once, with its write time, in pages of %d',
      async (pageSize) => {
        const told = await walk(pageSize);
        expect(timesOf(told)).toEqual(await standing());
        expect(told).toHaveLength(timesOf(told).size);
        expect(new Set(told.map(({ message }) => message?.typeUrl))).toEqual(
          new Set([`type.googleapis.com/${type}`]),
        );
      },
      WALK_MS,
    );

    it(
      'has the same in pages of 1',
      async () => {
        const one = await walk(1, PAGES_OF_ONE);
        expect(one.length).toBeGreaterThan(1);
        expect((await walk(1000)).slice(0, one.length)).toEqual(one);
      },
      WALK_MS,
    );

    it('is looked up: who has none is left out', async () => {
      const all = await standing();
      const some = [...all].slice(0, 50);
      const aggregates = [...some.map(([aggregate]) => aggregate), unknown()];
      const { events } = await owner.ok(History.lookUp, { type, aggregates });
      expect(timesOf(events)).toEqual(new Map(some));
      expect(events).toHaveLength(some.length);
    });

    it('goes on only from positions that it gave', async () => {
      const { nextPosition } = await owner.ok(History.readHistory, { type, pageSize: 1, position: '' });
      expect(await codeOf(1, nextPosition)).toBe(status.OK);
      for (const garbage of [`${nextPosition}A`, nextPosition.slice(1), 'garbage', '0', randomUUID(), '🐈']) {
        expect([garbage, await codeOf(1, garbage)]).toEqual([garbage, status.INVALID_ARGUMENT]);
      }
    });

    it('has pages of 1 to 1000 rows, and of 100 that are looked up', async () => {
      for (const pageSize of [-1, 0, 1001, 2 ** 31 - 1])
        expect([pageSize, await codeOf(pageSize)]).toEqual([pageSize, status.INVALID_ARGUMENT]);
      const aggregates = Array.from({ length: 101 }, unknown);
      expect(await owner.call(History.lookUp, { type, aggregates })).toMatchObject({
        code: status.INVALID_ARGUMENT,
        details: 'aggregates has 101 of them, more than 100',
      });
      expect(await owner.ok(History.lookUp, { type, aggregates: aggregates.slice(1) })).toEqual({
        events: [],
      });
    });

    it('is not told of other types, and not looked up for what can be no aggregate', async () => {
      expect(await codeOf(1, '', `${type}s`)).toBe(status.NOT_FOUND);
      expect(await codeOf(1, '', '')).toBe(status.INVALID_ARGUMENT);
      for (const aggregate of ['', 'a kitten', 'x'.repeat(2000)]) {
        const { code } = await owner.call(History.lookUp, { type, aggregates: [aggregate] });
        expect(code).toBe(status.INVALID_ARGUMENT);
      }
    });
  });
}
