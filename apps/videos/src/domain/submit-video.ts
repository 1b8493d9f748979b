import { type CallContext, DomainError, type Fields } from '@killrvideo/core';

import { tagsIn } from './tags';
import type { VideoKind } from './video';
import type { NewVideo, VideoStore } from './video-store';

/** All three rows of a video must fit one batch under Cassandra's default batch_size_fail_threshold of 50 KiB. */
const NAME = { maxBytes: 1024 };
const DESCRIPTION = { maxBytes: 8 * 1024 };

/** What every submitted video has; nothing of it is checked yet. */
export interface SubmitVideo {
  readonly videoId: string | undefined;
  readonly userId: string | undefined;
  readonly name: string;
  readonly description: string;
  readonly tags: readonly string[];
}

/** Checks what every submitted video has. */
export function submittedIn(field: Fields, command: SubmitVideo) {
  return {
    videoId: field.uuid('video_id', command.videoId),
    userId: field.uuid('user_id', command.userId),
    name: field.text('name', command.name, NAME),
    description: field.optionalText('description', command.description, DESCRIPTION),
    tags: tagsIn(field, command.tags),
  };
}

/** A video that has everything but the date of its addition. */
type SubmittedVideo = NewVideo extends infer Each
  ? Each extends unknown
    ? Omit<Each, 'addedDate'>
    : never
  : never;

const NAME_OF_KIND: Record<VideoKind, string> = { youtube: 'a YouTube video', upload: 'an uploaded video' };

/**
 * Claims the id and gives the video the date of the claim, so that its facts may be put: a repeat, also of a submit that a
 * crash cut off, keeps the date and so makes no second row in any list. `clock` gives the date of a first claim.
 */
export async function claimed<V extends SubmittedVideo>(
  store: Pick<VideoStore, 'claim'>,
  clock: () => number,
  video: V,
  call: CallContext,
): Promise<V & Pick<NewVideo, 'addedDate'>> {
  const { videoId, userId, kind } = video;
  const claim = await store.claim({ videoId, userId, kind, addedDate: BigInt(clock()) }, call);
  if (claim.userId !== userId) {
    throw new DomainError('already-exists', `the video id ${videoId} belongs to another user's video`);
  }
  if (claim.kind !== kind) {
    throw new DomainError(
      'already-exists',
      `the video ${videoId} exists already, as ${NAME_OF_KIND[claim.kind]}: submit this one under a new id`,
    );
  }
  return { ...video, addedDate: claim.addedDate };
}
