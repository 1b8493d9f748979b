import { type CallContext, checked, type SecondsAndNanos } from '@killrvideo/core';

import { ratedSince, type Clock } from './clock';
import type { ContentStore, DocumentVersion } from './content-store';
import type { CountLikers } from './count-likers';
import type { DropFoundBy } from './drop-found-by';
import type { ForgetOutdatedLikes } from './forget-outdated-likes';
import { documentOf, type VideoDocument } from './video-document';

/** A video that can be watched, as it was heard of; nothing of it is checked yet. */
export interface NoteVideo {
  readonly videoId: string | undefined;
  readonly name: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly addedDate: SecondsAndNanos | undefined;
}

/**
 * Notes what a video is about, and nothing that it was about before. `at` is the write time of its facts, in microseconds since
 * 1970: in whatever order versions come, also at once and more than once, the newest one stays.
 *
 * Each writes its own version and then looks which there are. So of two at once at least one sees both, and takes back
 * what the newer one does not have. Likes from before the video was added are of another one, which had its id: they are
 * forgotten, too.
 */
export function noteVideo({
  content,
  countLikers,
  dropFoundBy,
  forgetOutdatedLikes,
  now,
}: {
  readonly content: Pick<ContentStore, 'put' | 'versions' | 'takeBack'>;
  readonly countLikers: CountLikers;
  readonly dropFoundBy: DropFoundBy;
  readonly forgetOutdatedLikes: ForgetOutdatedLikes;
  readonly now: Clock;
}) {
  return async (command: NoteVideo, at: bigint, call: CallContext): Promise<void> => {
    const document = checkedDocument(command);
    const { videoId } = document;
    await content.put(document, at, call);
    const standing = await content.versions(videoId, call);
    const all = standing.some(({ version }) => version === at)
      ? standing
      : [...standing, { ...document, version: at }];
    const newest = all.reduce((a, b) => (a.version >= b.version ? a : b));
    for (const older of all.filter(({ version }) => version !== newest.version)) {
      await content.takeBack(staleOf(older, newest), newest.version - 1n, call);
    }
    await forgetOutdatedLikes(videoId, ratedSince(newest.addedDate), call);
    const likers = await countLikers(videoId, call);
    await dropFoundBy(videoId, likers, now(), call);
  };
}

export function checkedDocument({ videoId, addedDate, name, description, tags }: NoteVideo): VideoDocument {
  return documentOf(
    checked((field) => ({
      videoId: field.uuid('video_id', videoId),
      addedDate: field.time('added_date', addedDate),
      ...{ name, description, tags },
    })),
  );
}

/** What the older version has and the newer one has not; what both have need not be deleted, since the newer one is later. */
function staleOf(older: DocumentVersion, newer: VideoDocument): DocumentVersion {
  const without = (terms: readonly string[], others: readonly string[]): string[] =>
    terms.filter((term) => older.addedDate !== newer.addedDate || !others.includes(term));
  return { ...older, tags: without(older.tags, newer.tags), words: without(older.words, newer.words) };
}
