import type { Fields, SecondsAndNanos } from '@killrvideo/core';

import type { VideoPosition } from './video';

/** A page of a list of videos and the video that the first page begins with; nothing of it is checked yet. */
export interface VideosPage {
  readonly pageSize: number;
  readonly startingAddedDate: SecondsAndNanos | undefined;
  readonly startingVideoId: string | undefined;
  readonly pagingState: string;
}

/**
 * Where the first page begins. It takes both fields: one without the other does not count. Nor does what is sent
 * beside a state, right or wrong: a state continues its own list.
 */
export function startingVideoIn(field: Fields, query: VideosPage): VideoPosition | undefined {
  if (query.pagingState !== '' || !query.startingAddedDate || !query.startingVideoId) return undefined;
  const addedDate = field.optionalTime('starting_added_date', query.startingAddedDate);
  const videoId = field.uuid('starting_video_id', query.startingVideoId);
  return addedDate === undefined ? undefined : { addedDate, videoId };
}
