import { VideoCatalogServiceService as Videos } from '@killrvideo/proto/video-catalog';
import { status } from '@grpc/grpc-js';

import type { PlannedVideo } from '../plan/plan';
import { CallFailed } from '../services/service-client';
import { atOnce } from './at-once';
import { CALLS_AT_ONCE, type Work } from './work';

/** When each video was added, in milliseconds since 1970, by its id. */
export type AddedDates = ReadonlyMap<string, number>;

/** Submits the videos that do not exist; one that does is left as it is. */
export async function addVideos({ plan, services: { videos: service }, tell }: Work): Promise<AddedDates> {
  const addedDates = new Map<string, number>();

  const addedDateOf = async (id: string): Promise<number | undefined> => {
    try {
      const { addedDate } = await service.call(Videos.getVideo, { videoId: { value: id } });
      if (addedDate === undefined) throw new Error(`video ${id} has no added_date`);
      return Number(addedDate.seconds) * 1000 + addedDate.nanos / 1_000_000;
    } catch (error) {
      if (error instanceof CallFailed && error.code === status.NOT_FOUND) return undefined;
      throw error;
    }
  };
  const submit = async ({
    id,
    userId,
    name,
    description,
    tags,
    youTubeVideoId,
  }: PlannedVideo): Promise<number> => {
    await service.call(Videos.submitYouTubeVideo, {
      videoId: { value: id },
      userId: { value: userId },
      name,
      description,
      tags: [...tags],
      youTubeVideoId,
    });
    // The service says when that was.
    const addedMs = await addedDateOf(id);
    if (addedMs === undefined) throw new Error(`video ${id} was submitted and cannot be read`);
    return addedMs;
  };

  await atOnce(plan.videos, CALLS_AT_ONCE, async (video) => {
    const before = await addedDateOf(video.id);
    addedDates.set(video.id, before ?? (await submit(video)));
    tell(before === undefined ? 'made' : 'there');
  });
  return addedDates;
}
