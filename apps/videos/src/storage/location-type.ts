import type { VideoKind } from '../domain/video';

/** The column location_type, as every KillrVideo backend reads it. */
export const LOCATION_TYPE: Record<VideoKind, number> = { youtube: 0, upload: 1 };

/** Null counts as 0 for other backends, too. */
export function kindOfLocationType(locationType: number): VideoKind {
  return locationType === LOCATION_TYPE.upload ? 'upload' : 'youtube';
}
