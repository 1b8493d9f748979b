import type { Instance } from './instances';

/** What is ready, where, and a first call for a service that was started. */
export function whatToTry(
  instances: readonly Instance[],
  stack: { cassandra: string; etcd: string },
): string {
  const rows = instances.map(
    ({ label, grpcPort, adminPort }) =>
      `  ${label.padEnd(18)} READY   gRPC 127.0.0.1:${grpcPort}   health and metrics http://127.0.0.1:${adminPort}/readyz  /metrics`,
  );
  const first = instances.find(({ app }) => WITH_EXAMPLES.includes(app)) ?? instances[0];
  const target = `127.0.0.1:${first?.grpcPort}`;
  return [
    '',
    ...rows,
    `  ${'cassandra'.padEnd(18)} READY   CQL  ${stack.cassandra}   keyspace killrvideo`,
    `  ${'etcd'.padEnd(18)} READY   ${stack.etcd}   instances under /killrvideo/services/`,
    '',
    'Try (any gRPC client will do; the services answer reflection):',
    `  grpcurl -plaintext ${target} list`,
    ...examplesFor(first?.app, target),
    '',
    first?.app === 'all-in-one'
      ? 'Every service is in this one process. Plain `npm start` runs each as a process of its own.'
      : 'All services in one process, on port 50101 as other KillrVideo backends: npm start -- all-in-one',
    'Ctrl-C stops the services, then the databases; the data stays under .local/ (npm run stack -- reset deletes it).',
    '',
  ].join('\n');
}

const WITH_EXAMPLES = ['comments', 'statistics', 'all-in-one'];

function examplesFor(app: string | undefined, target: string): string[] {
  const videoId = '99051fe9-6a9c-46c2-b949-38ef78858dd0';
  const comment = `{"video_id": {"value": "${videoId}"}, "user_id": {"value": "522b1fe2-2e36-4cef-a667-cd4237d08b89"}, "comment_id": {"value": "3a9cbc50-0e8e-11ee-8c6f-2b0f5c8d1a11"}, "comment": "What a kitten"}`;
  const comments = [
    `  grpcurl -plaintext -d '${comment}' ${target} killrvideo.comments.CommentsService/CommentOnVideo`,
    `  grpcurl -plaintext -d '{"video_id": {"value": "${videoId}"}, "page_size": 10}' ${target} killrvideo.comments.CommentsService/GetVideoComments`,
  ];
  const statistics = [
    `  grpcurl -plaintext -d '{"video_id": {"value": "${videoId}"}}' ${target} killrvideo.statistics.StatisticsService/RecordPlaybackStarted`,
    `  grpcurl -plaintext -d '{"video_ids": [{"value": "${videoId}"}]}' ${target} killrvideo.statistics.StatisticsService/GetNumberOfPlays`,
  ];
  if (app === 'statistics') return statistics;
  return app === undefined || !WITH_EXAMPLES.includes(app) ? [] : comments;
}
