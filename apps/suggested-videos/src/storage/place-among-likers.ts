import { createHash } from 'node:crypto';

/** Places are of 52 bits: as many as a number of JavaScript holds exactly as a fraction. */
const PLACES = 2 ** 52;

/** A liker's place among all likers of a video: by chance, for each video another one. */
export function placeAmongLikers(videoId: string, userId: string): bigint {
  return createHash('sha256').update(`${videoId} ${userId}`).digest().readBigUInt64BE() >> 12n;
}

/** The place as a part of all places, from 0 to below 1; and back. */
export function shareOf(place: bigint): number {
  return Number(place) / PLACES;
}

export function placeOfShare(share: number): bigint {
  return BigInt(share * PLACES);
}
