/**
 * The ring of the default partitioner (Murmur3). Its order, `token(key) > ?`, is the only one in which a whole table can be
 * read piece by piece: this is before its first place, and no partition's.
 */
export const BEFORE_ALL_TOKENS = -(2n ** 63n);

/** How many places it has. */
export const RING_LENGTH = 2n ** 64n;
