import type { CallContext } from '@killrvideo/core';

import type { VideoDocument } from './video-document';
import type { VideoKey } from './video-key';

/** A version of what is known of a video: the write time of its facts, in microseconds since 1970. */
export interface DocumentVersion extends VideoDocument {
  readonly version: bigint;
}

/** What videos are about. All methods throw DomainErrors only. Reads give what was acknowledged before them. */
export interface ContentStore {
  /**
   * Writes all of the document, at the write time `version`: first that there is this version, so that whatever follows
   * can be found and taken back. Writing it again changes nothing. When it throws, some may be there.
   */
  put(document: VideoDocument, version: bigint, call: CallContext): Promise<void>;
  /** What is known of a video, newest version first. */
  versions(videoId: string, call: CallContext): Promise<DocumentVersion[]>;
  /** Takes back what is given, if it was written at `at` or before; then that there was the version it is of. */
  takeBack(stale: DocumentVersion, at: bigint, call: CallContext): Promise<void>;

  /** The newest version of each of the videos that are known. */
  documents(videoIds: readonly string[], call: CallContext): Promise<ReadonlyMap<string, VideoDocument>>;
  /** Of the newest version of each, in milliseconds since 1970. */
  addedDates(videoIds: readonly string[], call: CallContext): Promise<ReadonlyMap<string, bigint>>;
  /** Videos with the term, newest first; at most `limit`. */
  withTerm(term: string, limit: number, call: CallContext): Promise<VideoKey[]>;
}
