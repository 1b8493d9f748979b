import type { CallContext } from '@killrvideo/core';

import type { Field, Posting, VideoKey } from './posting';
import type { Completion, IndexedVideo, SearchDocument } from './search-document';

/** A version of what the index has of a video: the write time of its facts, in microseconds since 1970. */
export interface IndexedVersion extends IndexedVideo {
  readonly version: bigint;
}

/** Where the index is kept. All methods throw DomainErrors only. Reads give what was acknowledged before them. */
export interface IndexStore {
  /**
   * Writes all of the document, at the write time `version`: first that there is this version, so that whatever follows
   * can be found and taken back. Writing it again changes nothing. When it throws, some may be there.
   */
  put(document: SearchDocument, version: bigint, call: CallContext): Promise<void>;
  /** What the index has of a video, newest version first. */
  versions(videoId: string, call: CallContext): Promise<IndexedVersion[]>;
  /** Takes back what is given, if it was written at `at` or before; then that there was the version it is of. */
  takeBack(stale: IndexedVersion, at: bigint, call: CallContext): Promise<void>;

  /** Videos with the word, the best field first, in each the newest first; at most `limit`. */
  postings(word: string, limit: number, call: CallContext): Promise<Posting[]>;
  /** Those of one field, from behind a key on. */
  postingsOfField(
    word: string,
    field: Field,
    after: VideoKey | undefined,
    limit: number,
    call: CallContext,
  ): Promise<VideoKey[]>;
  /** Those of certain videos, of which there may be any number, in no order. */
  postingsAt(
    word: string,
    fields: readonly Field[],
    keys: readonly VideoKey[],
    call: CallContext,
  ): Promise<Posting[]>;

  /** Words of names and tags, some of them of long ago, that were put under this text; at most `limit`, in order. */
  wordsWithDeletion(deletion: string, limit: number, call: CallContext): Promise<string[]>;
  /** Completions, some of them of long ago, that begin with `prefix` and come behind `after`, in their order. */
  completions(
    prefix: string,
    after: string | undefined,
    limit: number,
    call: CallContext,
  ): Promise<Completion[]>;
}
