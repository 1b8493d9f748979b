import { concurrently, pause } from '@killrvideo/core';
import { CommentsServiceService as Comments } from '@killrvideo/proto/comments';

import { timeUuidOf } from '../plan/ids';
import type { AddedDates } from './add-videos';
import { mostFirst } from './most-first';
import { CALLS_AT_ONCE, type Work } from './work';

const LARGEST_PAGE = 1000;
/** Comments come seconds after their video; a longer wait means that clocks differ. */
const LONGEST_WAIT_MS = 60_000;

/** Makes the comments that are not there. Their ids hold the time of their video, so they are known only now. */
export async function addComments(
  { plan, services: { comments: service }, signal, tell }: Work,
  addedDates: AddedDates,
): Promise<void> {
  const idsOn = async (videoId: string): Promise<Set<string>> => {
    const ids = new Set<string>();
    let pagingState = '';
    do {
      const page = await service.call(Comments.getVideoComments, {
        videoId: { value: videoId },
        pageSize: LARGEST_PAGE,
        startingCommentId: undefined,
        pagingState,
      });
      for (const { commentId } of page.comments) ids.add((commentId?.value ?? '').toLowerCase());
      ({ pagingState } = page);
    } while (pagingState !== '');
    return ids;
  };

  const videos = mostFirst(plan.videos, ({ comments }) => comments.length);
  await concurrently(videos, CALLS_AT_ONCE, async ({ id: videoId, comments }) => {
    const addedMs = addedDates.get(videoId);
    if (addedMs === undefined) throw new Error(`when video ${videoId} was added is not known`);
    const there = comments.length === 0 ? new Set<string>() : await idsOn(videoId);
    for (const { number, userId, text, afterMs } of comments) {
      const commentId = timeUuidOf(addedMs + afterMs, plan.seed, 'comment', videoId, number);
      if (!there.has(commentId)) {
        await untilTime(addedMs + afterMs, signal);
        await service.call(Comments.commentOnVideo, {
          videoId: { value: videoId },
          userId: { value: userId },
          commentId: { value: commentId },
          comment: text,
        });
      }
      tell(there.has(commentId) ? 'there' : 'made');
    }
  });
}

/** Nobody comments from the future. */
async function untilTime(ms: number, signal: AbortSignal): Promise<void> {
  const wait = ms - Date.now();
  if (wait <= 0) return;
  if (wait > LONGEST_WAIT_MS) {
    throw new Error(
      `the clock of the video catalogue is ${Math.round(wait / 1000)} s ahead of the one of this machine: set them right`,
    );
  }
  await pause(wait, signal);
  signal.throwIfAborted();
}
