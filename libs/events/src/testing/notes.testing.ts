import { idempotent, type Cassandra } from '@killrvideo/cassandra';
import type { CallContext } from '@killrvideo/core';

import { publisherTables, type EventType, type EventTypes, type OutboxEvent } from '../index';
import notesTables from './notes.cql';

/** A service for specs: people pin notes to boards. */
export const notesSchema = notesTables + publisherTables('notes');

export interface Note {
  readonly board: string;
  readonly note: string;
  readonly author: string;
  readonly text: string;
}

export interface NotePinned {
  readonly kind: 'note-pinned';
  readonly note: Note;
}

/** Of all notes of a trial. */
export const AUTHOR = 'author of all';

export const NOTE_PINNED = 'killrvideo.notes.events.NotePinned';

const INSERT_BY_BOARD = idempotent(
  'INSERT INTO notes_by_board (board, note, text) VALUES (?, ?, ?) USING TIMESTAMP ?',
);
const INSERT_BY_AUTHOR = idempotent(
  'INSERT INTO notes_by_author (author, note, text) VALUES (?, ?, ?) USING TIMESTAMP ?',
);
const SELECT_OF_BOARD = idempotent('SELECT note FROM notes_by_board WHERE board = ?');
const SELECT_OF_AUTHOR = idempotent('SELECT note FROM notes_by_author WHERE author = ?');

export interface NoteStore {
  /** Two writes, not even a batch: what holds for them holds for all others. */
  pin(note: Note, at: bigint, call: CallContext): Promise<void>;
  ofBoard(board: string, call: CallContext): Promise<string[]>;
  ofAuthor(author: string, call: CallContext): Promise<string[]>;
}

export function noteStore(cassandra: Cassandra): NoteStore {
  return {
    async pin({ board, note, author, text }, at, call) {
      await Promise.all([
        cassandra.write({ statement: INSERT_BY_BOARD, params: [board, note, text, at] }, call),
        cassandra.write({ statement: INSERT_BY_AUTHOR, params: [author, note, text, at] }, call),
      ]);
    },
    ofBoard: async (board, call) => (await cassandra.rows(SELECT_OF_BOARD, [board], call)).map(noteOf),
    ofAuthor: async (author, call) => (await cassandra.rows(SELECT_OF_AUTHOR, [author], call)).map(noteOf),
  };
}

/** A note with the text `refused` is none: it was never pinned, as an e-mail that another account had. */
export function noteTypes(store: NoteStore, version = 1, isCursed = () => false): EventTypes<NotePinned> {
  const notePinned: EventType<NotePinned> = {
    type: NOTE_PINNED,
    aggregate: ({ note }) => note.board,
    messageOf: ({ note }, at) => encoded({ ...note, at: String(at) }),
    intent: {
      version,
      encode: ({ note }) => encoded(note),
      decode: (bytes) => ({ kind: 'note-pinned', note: JSON.parse(Buffer.from(bytes).toString()) as Note }),
    },
    async settle(happened, at, call) {
      if (happened.note.text === 'refused') return false;
      if (isCursed()) throw new Error('nothing can be settled');
      await store.pin(happened.note, at, call);
      return true;
    },
  };
  return { 'note-pinned': notePinned };
}

/** The note that an event tells of. */
export function noteIn({ message }: Pick<OutboxEvent, 'message'>): Note {
  return JSON.parse(Buffer.from(message).toString()) as Note;
}

function encoded(value: object): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

function noteOf(row: Record<string, unknown>): string {
  return row['note'] as string;
}
