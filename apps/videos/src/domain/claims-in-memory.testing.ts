import type { Claim, VideoStore } from './video-store';

/** Claims in memory, each atomic as in the database. */
export function claimsInMemory(): Pick<VideoStore, 'claim' | 'claimOf'> {
  const claims = new Map<string, Claim>();
  return {
    async claim(claim) {
      const standing = claims.get(claim.videoId) ?? claim;
      claims.set(claim.videoId, standing);
      return standing;
    },
    claimOf: async (videoId) => claims.get(videoId),
  };
}
