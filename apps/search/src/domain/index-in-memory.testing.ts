import type { IndexedVersion, IndexStore } from './index-store';
import { compareKeys, type Posting } from './posting';
import { spelledWordsOf, type Completion, type SearchDocument } from './search-document';
import { deletionsOf } from './typing-mistakes';

/** Something with a write time: the latest counts, and of two at one time the deletion. */
interface Cell<Value> {
  readonly value: Value;
  readonly at: bigint;
  readonly isDeleted: boolean;
}

type Cells<Value> = Map<string, Cell<Value>>;

/** The index in memory, with the write times that Cassandra has. `pause` is waited for before each write. */
export function indexInMemory(pause: () => Promise<void> = async () => {}): IndexStore {
  const postings: Cells<Posting & { readonly word: string }> = new Map();
  const documents: Cells<IndexedVersion> = new Map();
  const deletions = new Map<string, Set<string>>();
  const completions = new Map<string, Completion>();

  const write = <Value>(cells: Cells<Value>, key: string, cell: Cell<Value>): void => {
    const other = cells.get(key);
    const isLater = other === undefined || cell.at > other.at || (cell.at === other.at && cell.isDeleted);
    if (isLater) cells.set(key, cell);
  };
  const alive = <Value>(cells: Cells<Value>): Value[] =>
    [...cells.values()].filter(({ isDeleted }) => !isDeleted).map(({ value }) => value);
  const writePostings = async (
    { words, addedDate, videoId }: Pick<IndexedVersion, 'words' | 'addedDate' | 'videoId'>,
    at: bigint,
    isDeleted: boolean,
  ): Promise<void> => {
    for (const [word, field] of words) {
      await pause();
      const value = { word, field, addedDate, videoId };
      write(postings, [word, field, addedDate, videoId].join(), { value, at, isDeleted });
    }
  };
  const noteWords = (document: SearchDocument): void => {
    for (const word of spelledWordsOf(document)) {
      for (const text of deletionsOf(word)) {
        deletions.set(text, (deletions.get(text) ?? new Set()).add(word));
      }
    }
    for (const each of document.completions)
      completions.set(each.text, { ...completions.get(each.text), ...each });
  };
  const of = (word: string): Posting[] =>
    alive(postings)
      .filter((each) => each.word === word)
      .map(({ field, addedDate, videoId }) => ({ field, addedDate, videoId }))
      .sort((a, b) => a.field - b.field || compareKeys(a, b));

  return {
    async put(document, version) {
      await pause();
      const { videoId, addedDate, words, tags } = document;
      const value = { videoId, addedDate, words, tags, version };
      write(documents, `${videoId} ${version}`, { value, at: version, isDeleted: false });
      await writePostings(document, version, false);
      noteWords(document);
    },
    async versions(videoId) {
      return alive(documents)
        .filter((each) => each.videoId === videoId)
        .sort((a, b) => (a.version > b.version ? -1 : 1));
    },
    async takeBack(stale, at) {
      await writePostings(stale, at, true);
      await pause();
      write(documents, `${stale.videoId} ${stale.version}`, { value: stale, at, isDeleted: true });
    },
    postings: async (word, limit) => of(word).slice(0, limit),
    postingsOfField: async (word, field, after, limit) =>
      of(word)
        .filter((each) => each.field === field && (after === undefined || compareKeys(each, after) > 0))
        .slice(0, limit)
        .map(({ addedDate, videoId }) => ({ addedDate, videoId })),
    postingsAt: async (word, fields, keys) =>
      of(word).filter(
        (each) => fields.includes(each.field) && keys.some((key) => compareKeys(key, each) === 0),
      ),
    wordsWithDeletion: async (deletion, limit) => [...(deletions.get(deletion) ?? [])].sort().slice(0, limit),
    completions: async (prefix, after, limit) =>
      [...completions.values()]
        .filter(({ text }) => text.startsWith(prefix) && (after === undefined || text > after))
        .sort((a, b) => (a.text < b.text ? -1 : 1))
        .slice(0, limit),
  };
}
