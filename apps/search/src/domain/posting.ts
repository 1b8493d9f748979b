/** Where a word occurs in a video: the lower, the more it counts. */
export type Field = 0 | 1 | 2;
export const NAME: Field = 0;
export const TAGS: Field = 1;
export const DESCRIPTION: Field = 2;
export const FIELDS: readonly Field[] = [NAME, TAGS, DESCRIPTION];

/** A video's place in every list of this service. `addedDate` is in milliseconds since 1970. */
export interface VideoKey {
  readonly addedDate: bigint;
  readonly videoId: string;
}

/** That a word occurs in a video, and in which of its fields. */
export interface Posting extends VideoKey {
  readonly field: Field;
}

/** Below zero when `a` comes first: newest first, and those of one instant by id, the higher one first. */
export function compareKeys(a: VideoKey, b: VideoKey): number {
  if (a.addedDate !== b.addedDate) return a.addedDate > b.addedDate ? -1 : 1;
  const [first, second] = [sortable(a.videoId), sortable(b.videoId)];
  return first === second ? 0 : first > second ? -1 : 1;
}

/** One text for each video: ids may come again at another date. */
export function textOf({ addedDate, videoId }: VideoKey): string {
  return `${addedDate} ${videoId}`;
}

/** UUIDs are sorted by version, time-based ones by their time, all others byte by byte. */
function sortable(id: string): string {
  const version = id.charAt(14);
  return version === '1'
    ? `1${id.slice(15, 18)}${id.slice(9, 13)}${id.slice(0, 8)}${id.slice(19)}`
    : version + id;
}
