const VIDEO = '{"value": "99051fe9-6a9c-46c2-b949-38ef78858dd0"}';
const USER = '{"value": "522b1fe2-2e36-4cef-a667-cd4237d08b89"}';

/** A first call or two for each service, as `[request, method]`: one that stores something, one that shows it. */
const CALLS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  comments: [
    [
      `{"video_id": ${VIDEO}, "user_id": ${USER}, "comment_id": {"value": "3a9cbc50-0e8e-11ee-8c6f-2b0f5c8d1a11"}, "comment": "What a kitten"}`,
      'killrvideo.comments.CommentsService/CommentOnVideo',
    ],
    [`{"video_id": ${VIDEO}, "page_size": 10}`, 'killrvideo.comments.CommentsService/GetVideoComments'],
  ],
  outliers: [
    [
      '{"series": [{"name": "cpu", "values": [1,2,3,2,1,2,3,2,1,2,40]}]}',
      'killrvideo.outliers.v1.OutlierDetectionService/DetectInSeries',
    ],
  ],
  ratings: [
    [
      `{"video_id": ${VIDEO}, "user_id": ${USER}, "rating": 5}`,
      'killrvideo.ratings.RatingsService/RateVideo',
    ],
    [`{"video_id": ${VIDEO}}`, 'killrvideo.ratings.RatingsService/GetRating'],
  ],
  statistics: [
    [`{"video_id": ${VIDEO}}`, 'killrvideo.statistics.StatisticsService/RecordPlaybackStarted'],
    [`{"video_ids": [${VIDEO}]}`, 'killrvideo.statistics.StatisticsService/GetNumberOfPlays'],
  ],
  users: [
    [
      `{"user_id": ${USER}, "first_name": "Ada", "last_name": "Okafor", "email": "ada@example.com", "password": "open sesame 42"}`,
      'killrvideo.user_management.UserManagementService/CreateUser',
    ],
    [
      '{"email": "ada@example.com", "password": "open sesame 42"}',
      'killrvideo.user_management.UserManagementService/VerifyCredentials',
    ],
  ],
  videos: [
    [
      `{"video_id": ${VIDEO}, "user_id": ${USER}, "name": "Big Buck Bunny", "tags": ["rabbits"], "you_tube_video_id": "aqz-KE-bpKQ"}`,
      'killrvideo.video_catalog.VideoCatalogService/SubmitYouTubeVideo',
    ],
    ['{"page_size": 5}', 'killrvideo.video_catalog.VideoCatalogService/GetLatestVideoPreviews'],
  ],
};

/** Commands to try first against an app that listens at `target`. */
export function examplesFor(app: string, target: string): string[] {
  const calls = CALLS[app === 'all-in-one' ? 'comments' : app] ?? [];
  return [
    `grpcurl -plaintext ${target} list`,
    ...calls.map(([request, method]) => `grpcurl -plaintext -d '${request}' ${target} ${method}`),
  ];
}
