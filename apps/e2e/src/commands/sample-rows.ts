import type { Client } from 'cassandra-driver';

/** The rows that belong to the sample users of a seed, each table in one order; writetimes show what was written again. */
export interface SampleRows {
  readonly users: readonly Row[];
  readonly credentials: readonly Row[];
  readonly videos: readonly Row[];
  readonly userVideos: readonly Row[];
  readonly latestVideos: readonly Row[];
  readonly ratings: readonly Row[];
  readonly plays: readonly Row[];
  readonly videoComments: readonly Row[];
  readonly userComments: readonly Row[];
}

export type Row = Readonly<Record<string, string>>;

const USERS = 'SELECT userid, email, firstname, lastname, created_date FROM users';
const CREDENTIALS = 'SELECT email, password, userid FROM user_credentials WHERE email = ?';
const USER_VIDEOS =
  'SELECT userid, added_date, videoid, name, preview_image_location, writetime(name) AS written FROM user_videos WHERE userid = ?';
const VIDEOS =
  'SELECT videoid, userid, name, description, location, tags, added_date, writetime(name) AS written FROM videos WHERE videoid = ?';
const LATEST_VIDEOS =
  'SELECT yyyymmdd, added_date, videoid, userid, name, writetime(name) AS written FROM latest_videos';
const RATINGS =
  'SELECT videoid, userid, rating, ratings_count, ratings_total, writetime(rating) AS written FROM video_ratings_by_user WHERE videoid = ?';
const PLAYS = 'SELECT videoid, views FROM video_playback_stats WHERE videoid = ?';
const VIDEO_COMMENTS =
  'SELECT videoid, commentid, userid, comment, writetime(comment) AS written FROM comments_by_video WHERE videoid = ?';
const USER_COMMENTS =
  'SELECT userid, commentid, videoid, comment, writetime(comment) AS written FROM comments_by_user WHERE userid = ?';

/** The addresses of a seed other than 1 carry its number: `first.last+7@example.org`. */
export async function sampleRowsOf(seed: number, cassandra: Client): Promise<SampleRows> {
  const read = async (cql: string, params: readonly string[] = []): Promise<Row[]> => {
    const rows: Row[] = [];
    // Goes on to the next pages by itself.
    for await (const row of await cassandra.execute(cql, params, { prepare: true })) rows.push(textsOf(row));
    return rows;
  };
  const readEach = async (cql: string, ids: readonly string[]): Promise<Row[]> =>
    (await Promise.all(ids.map((id) => read(cql, [id])))).flat();
  const column = (rows: readonly Row[], name: string): string[] => rows.map((row) => row[name] ?? '');

  const users = (await read(USERS))
    .filter(({ email }) => email?.includes(`+${seed}@`))
    .sort((a, b) => (a['email'] ?? '').localeCompare(b['email'] ?? ''));
  const userIds = column(users, 'userid');
  const userVideos = await readEach(USER_VIDEOS, userIds);
  const videoIds = column(userVideos, 'videoid');
  return {
    users,
    credentials: await readEach(CREDENTIALS, column(users, 'email')),
    userVideos,
    videos: await readEach(VIDEOS, videoIds),
    latestVideos: (await read(LATEST_VIDEOS)).filter(({ videoid }) => videoIds.includes(videoid ?? '')),
    ratings: await readEach(RATINGS, videoIds),
    plays: await readEach(PLAYS, videoIds),
    videoComments: await readEach(VIDEO_COMMENTS, videoIds),
    userComments: await readEach(USER_COMMENTS, userIds),
  };
}

function textsOf(row: Record<string, unknown>): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value instanceof Date ? textOfDate(value) : String(value),
    ]),
  );
}

/** Rows of other tests have times that no Date can hold; those are read on the way to the sample's. */
function textOfDate(date: Date): string {
  return Number.isNaN(date.getTime()) ? 'no date' : date.toISOString();
}
