import type { Cassandra } from '@killrvideo/cassandra';
import { allOf, type Log } from '@killrvideo/core';
import { silentLog, testCall } from '@killrvideo/testing';

import { eventPublisher, type OutboxEvent, type Outcome, type PublisherState } from '../index';
import type { EventSettings } from '../settings';
import { mortalCassandra, type Fault, type MortalCassandra } from './mortal-cassandra.testing';
import { noteIn, noteStore, noteTypes, type Note } from './notes.testing';
import { QUICK } from './quick.testing';

/** What groups answer, and what they got. */
export interface Listeners {
  /** By group, the ids of the notes in the order of their coming, each time they came. */
  readonly got: Map<string, string[]>;
  /** What a group says of a note; `done` when nothing is said here. */
  answer: (group: string, note: Note, event: OutboxEvent) => Outcome;
  /** Groups whose way was given up, as they are subscribed no more. */
  readonly forgotten: string[];
}

export function listeners(): Listeners {
  return { got: new Map(), answer: () => ({ kind: 'done' }), forgotten: [] };
}

/** The publishing part of a service process, in this one. */
export interface NoteProcess extends Omit<MortalCassandra, 'cassandra'> {
  /** Resolves when it is acknowledged, also when nothing has happened. */
  pin(note: Note, write?: (at: bigint) => Promise<void>, hasHappened?: () => boolean): Promise<void>;
  state(): PublisherState;
  stop(): Promise<void>;
}

export function noteProcess(
  real: Cassandra,
  heard: Listeners,
  options: {
    readonly settings?: Partial<EventSettings>;
    readonly fault?: Fault;
    readonly version?: number;
    /** Whether no event can be settled, whatever is tried. */
    readonly isCursed?: () => boolean;
    readonly log?: Log;
  } = {},
): NoteProcess {
  const mortal = mortalCassandra(real, options.fault);
  const store = noteStore(mortal.cassandra);
  let isAlive = true;
  const publisher = eventPublisher({
    ...{
      service: 'notes',
      types: noteTypes(store, options.version, options.isCursed),
      cassandra: mortal.cassandra,
      ready: allOf([]),
    },
    courier: {
      forget: (group) => void heard.forgotten.push(group),
      async deliver(group, events) {
        if (!isAlive) throw new Error('the process was killed');
        return events.map((event) => {
          const note = noteIn(event);
          const outcome = heard.answer(group, note, event);
          if (outcome.kind === 'done') heard.got.set(group, [...(heard.got.get(group) ?? []), note.note]);
          return outcome;
        });
      },
    },
    log: options.log ?? silentLog,
    settings: { ...QUICK, ...options.settings },
  });
  publisher.start();

  return {
    hold: (label) => mortal.hold(label),
    state: () => publisher.state(),
    stop: () => publisher.stop(),
    async pin(note, write, hasHappened) {
      const call = testCall(5000);
      await publisher.publish(
        { kind: 'note-pinned', note },
        call,
        write ?? ((at) => store.pin(note, at, call)),
        hasHappened,
      );
      call.end();
    },
    kill() {
      isAlive = false;
      mortal.kill();
    },
  };
}
