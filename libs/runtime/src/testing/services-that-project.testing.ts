// A process with a service that owns numbers, one whose table follows from them, or both, as the environment says.
import {
  BEFORE_ALL_TOKENS,
  bigintColumn,
  idempotent,
  intColumn,
  type Cassandra,
  type Row,
} from '@killrvideo/cassandra';
import { DomainError, metWithin, ownCall, pause, pauseFor, type Fact, type History } from '@killrvideo/core';
import { jsonIntent, listensTo } from '@killrvideo/events';

import { projecting } from '../needs/projecting';
import { publishing } from '../needs/publishing';
import { tables } from '../needs/tables';
import { runProcess } from '../run-process';
import { serviceModule } from '../service-module';
import { OWNED, PROJECTED } from './numbers.testing';

/** Names of its own for each spec, whose etcd is the same. */
const NAME = process.env['KILLRVIDEO_CASSANDRA_KEYSPACE'] ?? '';
const TYPE = `killrvideo.${NAME}.events.NumberSet`;

interface NumberSet {
  readonly kind: 'number-set';
  readonly number: number;
  readonly value: number;
}

const SET = idempotent('INSERT INTO numbers (number, value) VALUES (?, ?) USING TIMESTAMP ?');
const SELECT = 'SELECT number, value, writetime(value) AS at, token(number) AS place FROM numbers';
const SELECT_PAGE = idempotent(`${SELECT} WHERE token(number) > ? LIMIT ?`);
const SELECT_ONE = idempotent(`${SELECT} WHERE number = ?`);
const FOLLOW = idempotent('INSERT INTO numbers_projected (number, value) VALUES (?, ?) USING TIMESTAMP ?');

const factIn = (row: Row): Fact<NumberSet> => ({
  happened: { kind: 'number-set', number: intColumn(row, 'number'), value: intColumn(row, 'value') },
  at: bigintColumn(row, 'at'),
});

const historyOf = (cassandra: Cassandra): History<NumberSet> => ({
  async page(position, limit, call) {
    const place = position === undefined ? BEFORE_ALL_TOKENS : BigInt(position);
    const rows = await cassandra.rows(SELECT_PAGE, [place, limit], call);
    return rows.map((row) => ({ position: String(bigintColumn(row, 'place')), fact: factIn(row) }));
  },
  async factOf(aggregate, call) {
    const [row] = await cassandra.rows(SELECT_ONE, [Number(aggregate)], call);
    return row && factIn(row);
  },
});

const CHANGES = Number(process.env['CHANGES'] ?? 0);

/** Changes the first numbers again and again, so many times. */
const owns = serviceModule({
  name: 'owns',
  needs: { cassandra: tables(OWNED), publisher: publishing },
  compose: ({ cassandra, publisher, ready, log }) => {
    const publish = publisher<NumberSet>({
      'number-set': {
        type: TYPE,
        aggregate: ({ number }) => String(number),
        messageOf: (set) => Buffer.from(JSON.stringify(set)),
        intent: jsonIntent(1),
        settle: async () => true,
        history: historyOf(cassandra),
      },
    });
    const change = async (): Promise<void> => {
      await metWithin(60_000, ready, new AbortController().signal);
      for (let value = 1; value <= CHANGES; value++) {
        const call = ownCall('test', performance.now() + 5000);
        const set = { kind: 'number-set', number: value % 10, value } as const;
        await publish(set, call, (at) =>
          cassandra.write({ statement: SET, params: [set.number, set.value, at] }, call),
        );
        await pause(10);
      }
      log.info({}, 'all changed');
    };
    return { parts: [{ name: 'changing', start: () => void change(), stop: () => {} }] };
  },
});

const SLOW_MS = Number(process.env['SLOW_MS'] ?? 0);
const json = { decode: (bytes: Uint8Array) => JSON.parse(Buffer.from(bytes).toString()) as NumberSet };

const projects = serviceModule({
  name: NAME,
  needs: { cassandra: tables(PROJECTED), project: projecting },
  compose: ({ cassandra, project }) => {
    const set = listensTo(TYPE, json, async ({ number, value }, at, call) => {
      if (value < 0) throw new DomainError('invalid-argument', 'no negative numbers, please');
      await pauseFor(call, SLOW_MS);
      await cassandra.write({ statement: FOLLOW, params: [number, value, at] }, call);
    });
    project([set]);
    return {};
  },
});

const modules = { owns, projects };
const wanted = (process.env['MODULES'] ?? '').split(',') as (keyof typeof modules)[];

void runProcess(
  { name: 'example', metadata: { ports: { admin: 0, grpc: 0, internal: 0 } } },
  wanted.map((name) => modules[name]),
);
