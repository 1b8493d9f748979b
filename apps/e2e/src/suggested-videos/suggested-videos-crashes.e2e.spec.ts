import { randomUUID } from 'node:crypto';

import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import type { Event } from '@killrvideo/proto/events-v1';
import { eventually, sleep, startCqlProxy, type CqlProxy, type Moment } from '@killrvideo/testing';
import type { Client } from 'cassandra-driver';

import { suggestionsOf, type SuggestionsOf } from './suggestions-of';
import { added, GROUP, inCatalogueAndTold, outcomesOf, rated, tell } from './told-events';
import { cassandraOf } from '../world/cassandra';
import { killInstance, startInstance } from '../world/instance';
import { LATE_LANDED_MS, MOMENTS } from '../world/kill-at-every-statement';
import { ownWord } from '../world/own-word';
import { instanceOf } from '../world/start-world';
import { callerOfGroup, world } from '../world/world';

/** At least as many as hearing of an event takes. */
const MOST_STATEMENTS = 12;
/** What a killed instance has not answered for is told to another one, after pauses. */
const TOLD_AGAIN_WITHIN_MS = 60_000;

let of: SuggestionsOf;
let cassandra: Client;
/** An instance that nobody kills. */
let living: GrpcCaller;
beforeAll(async () => {
  of = await suggestionsOf(GROUP);
  cassandra = await cassandraOf();
  living = await callerOfGroup(GROUP, GROUP);
});
afterAll(async () => {
  of.close();
  living.close();
  await cassandra.shutdown();
});

/** An event under which an instance is killed: each of its statements holds one of the ids. */
interface Doomed {
  readonly event: Event;
  readonly ids: readonly string[];
  /** What is so once it was told again. */
  readonly check: () => Promise<void>;
}

/** Makes videos, users and their likes, and then something else of them. */
const DOOMED: Readonly<Record<string, () => Promise<Doomed>>> = {
  'a like': async () => {
    const [[a = '', b = ''], ada] = [await inCatalogueAndTold(cassandra, living, 2), randomUUID()];
    await tell(living, rated(ada, a, 5, 1), rated(ada, b, 2, 2));
    return { event: rated(ada, b, 5, 3), ids: [b, ada], check: () => areRelated(a, b) };
  },
  'a like that is taken back': async () => {
    const [[a = '', b = ''], ada] = [await inCatalogueAndTold(cassandra, living, 2), randomUUID()];
    await tell(living, rated(ada, a, 5, 1), rated(ada, b, 5, 2));
    await of.untilRelated(a, [b]);
    return { event: rated(ada, b, 2, 3), ids: [b, ada], check: () => areNotRelated(a, b) };
  },
  'other content': async () => {
    const [a = '', b = '', c = ''] = await inCatalogueAndTold(cassandra, living, 3);
    const [old, current] = [ownWord(), ownWord()];
    await tell(living, added(a, [old], 1), added(b, [old], 1), added(c, [current], 1));
    const check = async () => {
      await areRelated(a, c);
      await of.untilRelated(b, []);
    };
    return { event: added(a, [current], 2), ids: [a], check };
  },
};

async function areRelated(a: string, b: string): Promise<void> {
  await of.untilRelated(a, [b]);
  await of.untilRelated(b, [a]);
}

async function areNotRelated(a: string, b: string): Promise<void> {
  await of.untilRelated(a, []);
  await of.untilRelated(b, []);
}

/** Tells of each, and resolves when the first is held at its first statement, the second at its second, and so on. */
async function holdAtEachStatement(
  all: readonly Doomed[],
  moment: Moment,
  proxy: CqlProxy,
  group: GrpcCaller,
): Promise<void> {
  const held = all.map(({ ids }, index) => proxy.hold(ids, index + 1, moment));
  let answered = 0;
  for (const { event } of all) {
    outcomesOf(group, [event]).then(
      () => answered++,
      () => {}, // of those that are held, nobody answers
    );
  }
  await eventually(() => {
    expect(held.filter(({ isHeld }) => isHeld).length + answered).toBe(all.length);
    expect(answered).toBeGreaterThan(0);
    expect(answered).toBeLessThan(all.length);
  });
  group.close();
}

describe('an instance of suggested-videos that is killed', () => {
  describe.each(Object.keys(DOOMED))('while it hears of %s', (what) => {
    it.each(MOMENTS)('with a statement %s Cassandra has it leaves nothing half done', async (moment) => {
      const all = await Promise.all(Array.from({ length: MOST_STATEMENTS }, () => DOOMED[what]!()));
      const proxy = await startCqlProxy(world.cassandra);
      const name = `victim-${randomUUID()}`;
      const victim = await startInstance(GROUP, {
        KILLRVIDEO_CASSANDRA_CONTACT_POINTS: proxy.address,
        KILLRVIDEO_INSTANCE: instanceOf(name, world.instances),
      });
      try {
        await holdAtEachStatement(all, moment, proxy, await eventually(() => callerOfGroup(GROUP, name)));
      } finally {
        await killInstance(victim);
        proxy.close();
      }
      if (moment === 'late') await sleep(LATE_LANDED_MS);

      await tell(living, ...all.map(({ event }) => event));
      await Promise.all(all.map(({ check }) => check()));
    });
  });

  it('while ratings come has others note them all', async () => {
    const [PAIRS, KILLS] = [60, 3];
    const pairs = await Promise.all(
      Array.from({ length: PAIRS }, async () => [await of.submit(), await of.submit()] as const),
    );
    for (let kill = 0; kill < KILLS; kill++) {
      const victim = await startInstance(GROUP);
      const some = pairs.slice((PAIRS / KILLS) * kill, (PAIRS / KILLS) * (kill + 1));
      const rating = some.map(async ([a, b], at) => {
        const ada = randomUUID();
        await of.rate(ada, a, 5);
        if (at === some.length / 2) await killInstance(victim);
        await of.rate(ada, b, 4);
      });
      await Promise.all(rating);
    }
    await eventually(async () => {
      const related = await Promise.all(pairs.flatMap(([a, b]) => [of.related(a), of.related(b)]));
      expect(related).toEqual(pairs.flatMap(([a, b]) => [[b], [a]]));
    }, TOLD_AGAIN_WITHIN_MS);
  });
});
