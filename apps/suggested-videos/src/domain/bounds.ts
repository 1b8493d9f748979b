/** What bounds the work for one rating, and for the neighbours of one video, however many likes there are. */

/** Likers of a video that are looked at: a random sample, where there are more. */
export const MOST_LIKERS = 100;
/** Likes of a user that count: the newest ones. */
export const MOST_LIKES = 100;
/**
 * Likes beyond those that are looked at, too, when one more comes: of the newest ones as many leave them as come at once.
 */
export const LIKES_BESIDE = 8;
/** Videos that share most likers with one, of which similarities are computed. */
export const MOST_COMPARED = 300;
/** Neighbours that are kept: more of them make suggestions no better, as `npm run bench -- suggestions` shows. */
export const MOST_NEIGHBOURS = 50;
