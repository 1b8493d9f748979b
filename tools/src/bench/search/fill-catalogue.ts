import { concurrently } from '@killrvideo/core';
import type { Client } from 'cassandra-driver';

import { corpusVideo } from './corpus';

const INSERT =
  'INSERT INTO videos (videoid, userid, name, description, location, location_type, preview_image_location, tags, added_date) ' +
  'VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)';
const AT_ONCE = 128;
const TELL_EVERY = 20_000;

/** Writes videos as another tool would, past the service: nobody hears of them. */
export async function fillCatalogue(cassandra: Client, videos: number): Promise<void> {
  const numbers = Array.from({ length: videos }, (_, n) => n);
  await concurrently(numbers, AT_ONCE, async (n) => {
    const { videoId, userId, name, description, tags, addedMs } = corpusVideo(n, videos);
    const params = [
      videoId,
      userId,
      name,
      description,
      `youtube${n}`,
      0,
      `//img/${n}`,
      tags,
      new Date(addedMs),
    ];
    await cassandra.execute(INSERT, params, { prepare: true });
    if ((n + 1) % TELL_EVERY === 0) console.log(`search: ${n + 1} of ${videos} videos written`);
  });
}
