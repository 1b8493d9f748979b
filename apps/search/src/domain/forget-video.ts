import type { CallContext } from '@killrvideo/core';

import type { IndexStore } from './index-store';

/**
 * Takes back all versions of a video up to `at`, in microseconds since 1970. A later one stays, also one that comes meanwhile: all
 * of it is written later.
 */
export function forgetVideo(store: Pick<IndexStore, 'versions' | 'takeBack'>) {
  return async (videoId: string, at: bigint, call: CallContext): Promise<void> => {
    for (const version of await store.versions(videoId, call)) {
      if (version.version <= at) await store.takeBack(version, at, call);
    }
  };
}
