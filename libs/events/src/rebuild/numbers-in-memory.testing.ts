import type { ToldHistory } from '../history/told-history';
import type { OutboxEvent } from '../outbox-event';
import { projects, type Projection } from './projection';

export const TYPE = 'killrvideo.numbers.events.NumberSet';

interface Standing {
  readonly value: number;
  readonly at: bigint;
}

interface NumberSet {
  readonly aggregate: string;
  readonly value: number;
}

/** Numbers under names, at their owner and in a projection that follows from it, both in the order of names. */
export interface Numbers {
  readonly owned: Map<string, Standing>;
  readonly projected: Map<string, Standing>;
  owner: ToldHistory;
  projection: Projection;
  /** What was asked of the owner: how many it was to look up, where its history was read from. */
  readonly lookedUp: number[];
  readonly readFrom: string[];
}

export function numbersInMemory(): Numbers {
  const owned = new Map<string, Standing>();
  const projected = new Map<string, Standing>();
  const lookedUp: number[] = [];
  const readFrom: string[] = [];
  const behind = (all: Map<string, Standing>, position: string | undefined, limit: number) =>
    [...all]
      .filter(([name]) => position === undefined || name > position)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .slice(0, limit);
  const eventOf = ([aggregate, { value, at }]: [string, Standing]): OutboxEvent => ({
    ...{ type: TYPE, aggregate, at },
    message: Buffer.from(JSON.stringify({ aggregate, value } satisfies NumberSet)),
  });

  return {
    ...{ owned, projected, lookedUp, readFrom },
    owner: {
      async read(position, pageSize) {
        readFrom.push(position);
        const rows = behind(owned, position === '' ? undefined : position, pageSize);
        const nextPosition = rows.length < pageSize ? '' : (rows.at(-1)?.[0] ?? '');
        return { events: rows.map(eventOf), nextPosition };
      },
      async lookUp(aggregates) {
        lookedUp.push(aggregates.length);
        return [...owned].filter(([name]) => aggregates.includes(name)).map(eventOf);
      },
    },
    projection: projects<NumberSet>(
      TYPE,
      { decode: numberIn },
      {
        noun: 'number',
        async hear({ aggregate, value }, at) {
          if ((projected.get(aggregate)?.at ?? -1n) <= at) projected.set(aggregate, { value, at });
        },
        entries: async (position, limit) =>
          behind(projected, position, limit).map(([name, { at }]) => ({
            ...{ position: name, aggregate: name },
            at,
          })),
        async differences({ aggregate, value }) {
          const standing = projected.get(aggregate)?.value;
          if (standing === undefined) return ['is missing'];
          return standing === value ? [] : [`is ${standing} and must be ${value}`];
        },
        async forget(aggregate, at) {
          if ((projected.get(aggregate)?.at ?? at + 1n) <= at) projected.delete(aggregate);
        },
      },
    ),
  };
}

function numberIn(message: Uint8Array): NumberSet {
  return JSON.parse(Buffer.from(message).toString()) as NumberSet;
}

/** Of which number a message is. */
export function nameIn(message: Uint8Array): string {
  return numberIn(message).aggregate;
}

/** So many names in their order: n1000, n1001 … */
export function names(count: number): string[] {
  return Array.from({ length: count }, (_, number) => `n${1000 + number}`);
}
