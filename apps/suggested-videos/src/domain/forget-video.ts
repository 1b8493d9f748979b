import type { CallContext } from '@killrvideo/core';

import type { ContentStore } from './content-store';

/**
 * Takes back all versions of a video up to `at`, in microseconds since 1970. A later one stays, also one that comes meanwhile: all
 * of it is written later. Who likes it is for the owner of ratings to say.
 */
export function forgetVideo(content: Pick<ContentStore, 'versions' | 'takeBack'>) {
  return async (videoId: string, at: bigint, call: CallContext): Promise<void> => {
    for (const version of await content.versions(videoId, call)) {
      if (version.version <= at) await content.takeBack(version, at, call);
    }
  };
}
