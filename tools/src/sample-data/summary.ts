import type { Filled } from './fill-sample-data';
import { PASSWORD } from './plan/people';

/** What was made, and a few calls with which to look at it. */
export function summary({ plan, counts, seconds, addresses }: Filled): string {
  const favourite = [...plan.videos].sort((a, b) => b.comments.length - a.comments.length)[0];
  const user = plan.users[0];
  const grpcurl = (data: object, [address = '']: readonly string[], method: string): string =>
    `  grpcurl -plaintext -d '${JSON.stringify(data)}' ${address} ${method}`;
  const videoId = { value: favourite?.id };
  return [
    '',
    `Sample data of seed ${plan.seed}, complete after ${seconds.toFixed(1)} s:`,
    `  ${''.padEnd(10)}${'made'.padStart(8)}${'already there'.padStart(16)}`,
    ...[...counts].map(
      ([kind, { made, there }]) =>
        `  ${kind.padEnd(10)}${String(made).padStart(8)}${String(there).padStart(16)}`,
    ),
    '',
    'Look at the newest videos, at the most popular one with its comments, and log in as a user:',
    grpcurl(
      { page_size: 10 },
      addresses.videos,
      'killrvideo.video_catalog.VideoCatalogService/GetLatestVideoPreviews',
    ),
    grpcurl({ video_id: videoId }, addresses.videos, 'killrvideo.video_catalog.VideoCatalogService/GetVideo'),
    grpcurl(
      { video_id: videoId, page_size: 10 },
      addresses.comments,
      'killrvideo.comments.CommentsService/GetVideoComments',
    ),
    grpcurl({ video_id: videoId }, addresses.ratings, 'killrvideo.ratings.RatingsService/GetRating'),
    grpcurl(
      { email: user?.email, password: PASSWORD },
      addresses.users,
      'killrvideo.user_management.UserManagementService/VerifyCredentials',
    ),
    'All users have that password. What the videos play are stand-ins: see docs/sample-data.md.',
    '',
  ].join('\n');
}
