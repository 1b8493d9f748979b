import { concurrently } from '@killrvideo/core';
import { VideoCatalogServiceService as Videos } from '@killrvideo/proto/video-catalog';

import type { PlannedVideo } from '../plan/plan';
import { CALLS_AT_ONCE, type Work } from './work';

/** When each video was added, in milliseconds since 1970, by its id. */
export type AddedDates = ReadonlyMap<string, number>;

/** Submits the videos that do not exist; one that does is left as it is. */
export async function addVideos({ plan, services: { videos: service }, tell }: Work): Promise<AddedDates> {
  const addedDates = new Map<string, number>();

  // By a preview: GetVideo would answer NOT_FOUND for each new video, and the service would log it as a failed call.
  const addedDateOf = async (id: string): Promise<number | undefined> => {
    const { videoPreviews } = await service.call(Videos.getVideoPreviews, { videoIds: [{ value: id }] });
    const [preview] = videoPreviews;
    if (preview === undefined) return undefined;
    if (preview.addedDate === undefined) throw new Error(`video ${id} has no added_date`);
    return Number(preview.addedDate.seconds) * 1000 + preview.addedDate.nanos / 1_000_000;
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

  await concurrently(plan.videos, CALLS_AT_ONCE, async (video) => {
    const before = await addedDateOf(video.id);
    addedDates.set(video.id, before ?? (await submit(video)));
    tell(before === undefined ? 'made' : 'there');
  });
  return addedDates;
}
