import type { App } from '../workspace/apps';

/** Commands to try first against an app that listens at `target`. */
export function examplesFor({ examples }: App, target: string): string[] {
  return [
    `grpcurl -plaintext ${target} list`,
    ...examples.map(
      ({ method, request }) => `grpcurl -plaintext -d '${JSON.stringify(request)}' ${target} ${method}`,
    ),
  ];
}
