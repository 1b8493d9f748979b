import { type CallContext, checked, type SecondsAndNanos } from '@killrvideo/core';

import type { IndexedVersion, IndexStore } from './index-store';
import { documentOf, type IndexedVideo, type SearchDocument } from './search-document';

/** A video that can be watched, as it was heard of; nothing of it is checked yet. */
export interface IndexVideo {
  readonly videoId: string | undefined;
  readonly userId: string | undefined;
  readonly name: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly previewImageLocation: string;
  readonly addedDate: SecondsAndNanos | undefined;
}

/**
 * Makes a video found by what it is now, and by nothing that it was before. `at` is the write time of its facts, in
 * microseconds since 1970: in whatever order versions come, also at once and more than once, the newest one stays.
 *
 * Each writes its own version and then looks which there are. So of two at once at least one sees both, and takes back
 * what the newer one does not have: with a write time just below the newer one's, so that what is still to be written of
 * the older one is void, and nothing of the newer one is.
 */
export function indexVideo(store: Pick<IndexStore, 'put' | 'versions' | 'takeBack'>) {
  return async (command: IndexVideo, at: bigint, call: CallContext): Promise<void> => {
    const document = checkedDocument(command);
    await store.put(document, at, call);
    const standing = await store.versions(document.videoId, call);
    const all = standing.some(({ version }) => version === at)
      ? standing
      : [...standing, { ...document, version: at }];
    const newest = all.reduce((a, b) => (a.version >= b.version ? a : b));
    for (const older of all) {
      if (older.version !== newest.version) {
        await store.takeBack(staleOf(older, newest), newest.version - 1n, call);
      }
    }
  };
}

/** What is indexed of a video. Throws `invalid-argument` for one that can be none. */
export function checkedDocument(command: IndexVideo): SearchDocument {
  const { name, description, tags, previewImageLocation } = command;
  return documentOf(
    checked((field) => ({
      videoId: field.uuid('video_id', command.videoId),
      userId: field.uuid('user_id', command.userId),
      addedDate: field.time('added_date', command.addedDate),
      ...{ name, description, tags, previewImageLocation },
    })),
  );
}

/** What the older version has and the newer one has not; what both have need not be deleted, since the newer one is later. */
function staleOf(older: IndexedVersion, newer: IndexedVideo): IndexedVersion {
  const isSameDate = older.addedDate === newer.addedDate;
  const words = [...older.words].filter(([word, field]) => !isSameDate || newer.words.get(word) !== field);
  return { ...older, words: new Map(words), tags: older.tags.filter((tag) => !newer.tags.includes(tag)) };
}
