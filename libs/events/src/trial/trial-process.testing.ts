// A service process of the trial: pins notes and delivers what happened, until it is killed. It says what it did in lines:
// `acked NOTE` for a note that was acknowledged, `heard GROUP NOTE` for one that a group took.
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';

import { openTables } from '@killrvideo/cassandra/testing';
import { allOf, DomainError, ownCall, pause, type Log } from '@killrvideo/core';

import { eventPublisher, type Outcome } from '../index';
import { VARIANTS } from '../testing/faults.testing';
import { mortalCassandra } from '../testing/mortal-cassandra.testing';
import { AUTHOR, noteIn, notesSchema, noteStore, noteTypes } from '../testing/notes.testing';
import { QUICK } from '../testing/quick.testing';

const { CONTACT_POINT = '', KEYSPACE = '', PINNERS = '0', VARIANT = 'right' } = process.env;
const BOARDS = 4;
const PAUSE_MS = 20;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const tell = (fields: object, message: string): void =>
  void process.stderr.write(`${message} ${JSON.stringify(fields)}\n`);
const log: Log = { debug: () => {}, info: tell, warn: tell, error: tell };
const stopping = new AbortController();
const away = new Set<string>();

async function run(): Promise<void> {
  const notes = await openTables(CONTACT_POINT, KEYSPACE, notesSchema);
  const variant = VARIANTS[VARIANT]!();
  const { cassandra } = mortalCassandra(notes.cassandra, variant.fault);
  const store = noteStore(cassandra);
  const publisher = eventPublisher({
    ...{ service: 'notes', types: noteTypes(store), cassandra, ready: allOf([]), log },
    courier: {
      forget() {},
      async deliver(group, events) {
        if (away.has(group) || Math.random() < 0.02) throw new Error('the group is away');
        const busy = new Set<string>();
        return events.map((event): Outcome => {
          const chance = Math.random();
          if (busy.has(event.aggregate) || chance < 0.01) {
            busy.add(event.aggregate);
            return { kind: 'later' };
          }
          if (chance < 0.02) return { kind: 'refused', reason: 'by chance' };
          say(`heard ${group} ${noteIn(event).note}`);
          return { kind: 'done' };
        });
      },
    },
    settings: { ...QUICK, ...variant.settings },
  });

  const pinner = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const id = randomUUID();
      const note = {
        board: `board ${Math.floor(Math.random() * BOARDS)} of ${process.pid}`,
        note: id,
        author: AUTHOR,
        text: '',
      };
      const call = ownCall(id, performance.now() + 2000);
      try {
        await publisher.publish({ kind: 'note-pinned', note }, call, (at) => store.pin(note, at, call));
        say(`acked ${id}`);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
      }
      call.end();
      await pause(Math.random() * PAUSE_MS, stopping.signal);
    }
  };
  const orders = createInterface({ input: process.stdin });
  orders.on('close', () => process.exit(1)); // the spec has ended
  orders.on('line', (line) => {
    const [verb, group = ''] = line.split(' ');
    if (verb === 'away') away.add(group);
    else if (verb === 'back') away.delete(group);
  });
  process.on('SIGTERM', () => stopping.abort());

  publisher.start();
  say('ready');
  const pinners = Array.from({ length: Number(PINNERS) }, pinner);
  while (!stopping.signal.aborted) await pause(1000, stopping.signal);
  await Promise.all(pinners);
  await publisher.stop();
  await notes.close();
  process.exit(0);
}

void run();
